"""Rankings as others publish them, compared with ours: `ranking` reads one, `comparison` finds every difference,
`find` knows which of our standings it is to be compared with.
"""
