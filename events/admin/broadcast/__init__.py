"""Broadcasters, listings and single sessions' broadcasts in the admin."""
