"""SHACL: data against shapes, by pySHACL, with a report that a person can use.

    shapes    ours, and what they need beside data      terms     from the engine's terms to rdflib's
    graph     a copy of the data, quick to look up      run       the validator itself
    report    what it found, typed                      told      with labels, places and hints
    stored    the report of a build; two compared       writing   a report in every format
    reading   data and shapes that somebody sends       guard     what those may not hold
    proposal  an update that is not carried out         job       one question and its answer
    worker    the process that answers                  checker   the server's end of it
    part      a report on some nodes only

What the rest of the program calls is `kg.validation`.
"""
