"""Our articles in Django's admin as it comes, made for a comparison: each kind of block is an inline with its place.

It runs in a virtual environment of its own (`bench/steps_to_live.py` says how), never in the project's.
"""
