"""Kinds of table that staff hand in and get out: what one would change is shown, then applied, all of it or nothing.

A kind is a `Kind` (`kinds`): its columns, the `Plan` that its rows become, and its rows out again. The commands
(`commands`) and the pages of the admin (`pages`) work for any of them.
"""
