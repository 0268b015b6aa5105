"""The site's data for programs, at /api/v1/: read-only, described by an OpenAPI document.

`api` puts together the operations of the subjects (`calendar`, `races`, `results`, `tables`, `people`, `coverage`,
`articles`), `answering` is what all of them have in common, `cursors` cuts lists into pages, `filters` finds what a
filter names, `shapes` are the parts that answers share, `trying` is the page on which a person can ask.
"""
