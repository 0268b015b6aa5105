"""How a story is read by somebody else before it is published: steps from state to state, notes, letters.

`steps` moves a working copy between the states draft, in review, changes asked for and ready; `notes` keeps what people
say about its blocks; `letters` puts e-mails to those concerned into the outbox.
"""
