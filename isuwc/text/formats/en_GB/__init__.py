"""British days, on a clock of 24 hours."""
