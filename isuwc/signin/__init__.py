"""Signing in to the newsroom: limits on attempts, and on the resources for hashing passwords.

`hashing` gives the hashing of passwords a bounded place of its own, `limits` says which allowances an attempt spends
(pure), `models` stores what was spent, `backend` checks them before any password is hashed, `addresses` finds the
address that a request comes from.

django-axes does not fit: it has one limit for every kind of count, so that an account is locked for everybody or for
nobody; it has no notion of a known device; and it stores what was posted. django-defender and django-ratelimit also
count by account or address only, in a cache that may lose its data. None of the three limits the cost of hashing.
"""
