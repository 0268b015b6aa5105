"""Pages and feeds of the news."""
