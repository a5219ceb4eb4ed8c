"""The parts of the report, one file each: from the data to blocks."""
