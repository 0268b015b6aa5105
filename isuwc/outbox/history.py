"""Which rows of this app are recorded in the history: none."""

from isuwc.history.recorded import Recorded

RECORDED: list[Recorded] = []
EXEMPT = {"outbox.Letter": "What is to be sent, made of what is recorded; it goes some weeks after it was sent."}
