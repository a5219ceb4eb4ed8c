"""The measures of form: one file each."""
