"""What leaves the house when the runner asks for it: calendar, watch workouts, report."""
