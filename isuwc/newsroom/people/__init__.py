"""The pages of accounts: signing in by two steps (`signing_in`, `second_step`), one's own account (`account`,
`setting_up`, `codes`), a forgotten password (`forgotten`), and people as administrators see them (`admin`, `access`).

`urls` has their addresses; `owners` says whose account a page is about, and asks for the password if that is long ago.
"""
