"""`import_` and `export_` of listings, showings and programmes."""
