"""Plain functions that make one row each, with defaults that hold together and can be overridden."""
