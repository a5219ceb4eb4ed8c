"""SQLite, Parquet and originals: the only place with SQL."""
