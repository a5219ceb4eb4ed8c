"""The words of the field as frozen types with units. Imports nothing of ours, nothing heavy."""
