"""Text that people write: cleaning of characters and HTML, slugs, whole numbers, search terms.

`characters.clean` removes characters that damage a text, `typed.CleanForm` and `typed.CleanAdmin` do so in forms,
`html.clean_html` in HTML; `said` puts values into words, `violations` shows at its field what a
constraint refuses, `conditions` decides without the database whether it does.
`slugs.fold` and `slugs.slug`, `numbers.whole_number` and `search_terms.search_terms` read text.
"""
