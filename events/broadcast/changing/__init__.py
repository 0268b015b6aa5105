"""Changing listings otherwise than one at a time: several at once (`edits`), for the next event (`next_event`), or a
part of one (`splitting`); and whose answers a change would change, before it is saved (`foreseen`).
"""
