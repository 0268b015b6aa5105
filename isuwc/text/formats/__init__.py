"""How days and times are written where Django writes them, as in lists of the admin (FORMAT_MODULE_PATH)."""
