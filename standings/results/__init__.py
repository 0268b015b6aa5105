"""Results on their way in: what a sheet would change, and its application; what of an event is in or missing."""
