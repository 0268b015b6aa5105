"""Which rows of this app are recorded in the history: none."""

from isuwc.history.recorded import Recorded

RECORDED: list[Recorded] = []
EXEMPT = {"freshness.Mark": "That something has changed, which the history says in full; marks are folded."}
