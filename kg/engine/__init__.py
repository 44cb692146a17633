"""Query execution: what may be asked (`guard`), in which formats (`formats`), where it runs (`lanes`, `runner`).

Queries run off the event loop, in threads: the engine releases the GIL. A thread cannot be killed, so a query that
outlasts its time is answered with an error while the engine may go on until it next writes a byte of output. Worker
processes that are killed at their deadline can take the place of `lanes` behind the same `runner.Engine`.
"""
