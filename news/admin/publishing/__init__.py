"""The steps from an article's working copy to readers and back: publish, schedule, move, cancel, withdraw.

`page` publishes, `waiting` has what waits for its moment, `withdrawal` takes a story back, now or at a moment.
"""
