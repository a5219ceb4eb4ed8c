"""What Strava, Garmin and Apple Health hand out: files, shoes, notes."""
