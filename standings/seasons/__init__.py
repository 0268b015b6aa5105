"""The seasons that are shipped: their files, read and brought into the database."""
