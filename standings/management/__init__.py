"""Commands: seasons and sheets in, standings recomputed and compared."""
