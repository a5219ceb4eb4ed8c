"""Pictures drawn on this machine: pure functions that give SVG as text."""
