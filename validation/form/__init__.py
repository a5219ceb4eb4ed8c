"""Form from a video, held against what is known: lab markers, four cameras, a counted cadence."""
