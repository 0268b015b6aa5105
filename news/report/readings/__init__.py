"""What the lines of a report may be. Modules propose readings with their evidence, `choice` weighs them. Pure.

A proposal looks at the text alone and never at what others have proposed. So none can take a line from another by
coming first: of all readings of a line, plain text among them, the one with the best evidence is taken.
"""
