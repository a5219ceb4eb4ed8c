"""One file a rule of who may be shown a gel; each holds a `RULE`, found by itself."""
