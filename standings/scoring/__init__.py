"""Points and places: how they are computed and stored, what can still change, and how complete a standing is."""
