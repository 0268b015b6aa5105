"""Commands: listings, showings and programmes, in and out as tables."""
