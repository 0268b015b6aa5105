"""`load_results`, `import_results`, `recompute_standings`, `check_standings`."""
