"""`import_article`, `unused_pictures`."""
