"""Tables in layouts of others, made rows of ours: which line is the header, which column is which, what cells mean.

A kind declares its `columns.Layout`. `proposing` says how a sheet may be meant, a person decides (`decided`), and
`translating` makes rows of it, with everything named that can't be read. `remembered` keeps what was decided. A table
in our own layout is read as it is. `dates` reads dates as people write them.
"""
