"""What two contents of an article don't share, block by block and word by word. Pure.

`compare` is the whole comparison; `pairing` finds which block became which, `parts` takes a block apart, `words` marks
the words that differ, `summary` says it in a few words.
"""
