"""The routines, one a file; each holds a `ROUTINE`."""
