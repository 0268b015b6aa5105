"""What people write: characters, HTML, addresses made of words, numbers, words of a search.

`characters.clean` takes out what damages a text, `typed.CleanForm` and `typed.CleanAdmin` do so in forms,
`html.clean_html` in HTML; `slugs.fold` and `slugs.slug`, `numbers.whole_number`, `asked.asked`.
"""
