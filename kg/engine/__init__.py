"""Query execution: what may be asked (`guard`), in which formats (`formats`), where it runs (`runner`).

A query of a store on disk runs in a worker process (`worker`) that has the snapshot open and no network, and is killed
when its time is over: `nursery` forks them, `crew` keeps enough of them, `pool` says which query runs when, `process`
and `frames` are how the server speaks with one. A store in memory cannot be given to another process: its queries run
in threads (`lanes`), and so do our own short look-ups. `cache` keeps whole answers; `federation` does SERVICE.
"""
