"""Public pages of cups, races, skaters and nations."""
