"""Versions of an article: kept, compared, restored, and merged where two people saved at the same time.

`keeping` writes a version, `comparing` says what two of them don't share and `names` what their references are called,
`authors` who wrote each block last, `restoring` makes an earlier one the newest, `merging` (pure) makes one of two.
"""
