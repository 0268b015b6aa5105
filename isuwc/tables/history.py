"""Which rows of this app are recorded in the history: none."""

from isuwc.history.recorded import Recorded

RECORDED: list[Recorded] = []
EXEMPT = {"tables.Remembered": "How a layout was matched last: proposed again, and seen before anything is applied."}
