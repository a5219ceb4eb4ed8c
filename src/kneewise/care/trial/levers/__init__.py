"""The levers: one file each, found by itself."""
