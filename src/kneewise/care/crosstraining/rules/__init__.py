"""One file a rule of what is left out; each holds a `RULE`, found by itself."""
