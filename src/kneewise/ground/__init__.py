"""Map data: what the ground under a run was. Importing this loads nothing heavy.

Wherever anything of a map is shown, `MapSource.attribution` stands beside it.
"""
