"""The self-tests, one a file; each holds a `TEST`."""
