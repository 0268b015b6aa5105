"""Signing in to the newsroom: who may try a password how often, and where passwords are hashed.

`hashing` gives the computing of a hash a bounded place of its own, `limits` says which allowances an attempt spends
(pure), `models` keeps what was spent, `backend` asks them before any password is hashed, `addresses` says where a
request comes from.

django-axes does not fit: it has one limit for every way of counting, so that an account can only be locked for
everybody or not at all; nobody is ever known; and it stores what was posted. django-defender and django-ratelimit count
per account or address as well, in a cache that forgets, and none of the three bounds the cost of hashing.
"""
