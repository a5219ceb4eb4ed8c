"""kneewise: why does my knee hurt after running, and what do I do now?

    import kneewise
    journal = kneewise.open_journal("~/my-runs")
    print(journal.why())

Importing this package loads nothing heavy: no numpy, polars, sqlalchemy or scipy.
"""

__version__ = "0.1.0"
