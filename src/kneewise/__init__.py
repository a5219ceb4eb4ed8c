"""kneewise: why does my knee hurt after running, and what do I do now?

    import kneewise

    with kneewise.open_journal("~/my-runs") as journal:
        print(journal.why().verdict)

Importing this package loads nothing heavy: no numpy, polars, sqlalchemy or scipy.
"""

from kneewise.journal import open_journal

__all__ = ["__version__", "open_journal"]
__version__ = "0.1.0"
