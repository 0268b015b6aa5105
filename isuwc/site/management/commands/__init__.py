"""`demo`, `serve`, and the database's backup."""
