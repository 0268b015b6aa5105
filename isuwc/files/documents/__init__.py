"""Documents that journalists send (.docx, .rtf, .html), read as plain text with their links and pictures.

`reading.read_document` reads one in a process with limits. `word`, `rtf` and `web` are what runs there; `markup` makes
lines of HTML by its `tags`, `lines` collects them. The text is written as newsrooms type it: a line for each paragraph
with an empty line between two, • or a number before an item of a list with two spaces for each level above it, tabs
between the cells of a table, and a file's name where a picture stands.
"""
