"""Forms that would be lost, because whoever sent them is not signed in any more or may not do this any more.

`middleware` catches and keeps them, `refused` those with the token of an earlier sign-in, `pages` shows them again to
the person who typed them, in the words of `shown`, and lets them be sent on or discarded.
"""
