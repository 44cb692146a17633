"""The graph in forms that other programs take away.

    tables      the named queries as typed tables
    csvw        CSV on the Web: metadata beside each CSV
    frictionless  a data package of all of them
    stratml     one strategy as StratML (ISO 17469-1)
    columnar    every quad as Parquet
    package     a folder with all of it
"""
