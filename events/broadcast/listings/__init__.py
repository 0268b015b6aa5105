"""Listings by the table: read (`cells`, `rows`), compared and applied (`changes`, `apply`), and written out again."""
