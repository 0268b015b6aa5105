"""Forms that were sent after the session had ended: kept on the server for the person who typed them.

`submissions` says what of a form is kept (no password, no token, no file), `marks` who typed it and at which browser,
`rows` is the table, with its limits. `isuwc.newsroom.kept` catches the forms and shows them again.
"""
