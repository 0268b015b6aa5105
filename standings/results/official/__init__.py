"""Published rankings compared with our standings: `ranking` reads one, `find` picks the standing to compare it with,
`comparison` lists every difference.
"""
