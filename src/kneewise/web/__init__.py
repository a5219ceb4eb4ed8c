"""Pages on the own machine: one folder a page, each asks the journal and shows its answer."""
