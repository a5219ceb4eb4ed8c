"""One runner's journal: one file a use case; the only place where the rooms meet the store."""
