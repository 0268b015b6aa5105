"""The search of the whole site: one ranked answer over skaters, nations, events, standings, broadcasters and stories.

`page` is the view. Each kind has a module that asks the database and says how near each row is (`closeness`, pure);
`answer` ranks them, `snippets` marks the words in a story. Only where nothing is called as somebody typed it, typing
errors are looked for.
"""
