"""What broadcasters do with single sessions, in and out by the table."""
