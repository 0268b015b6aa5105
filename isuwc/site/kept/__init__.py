"""Public pages kept as bytes: made once for each change of what they are made of, and given to everybody until then.

`wsgi.KeptPages` stands around the whole application, `watcher` says what has changed since a page was made, `query`
notes which parts of an address a page looked at, `page` is what is kept, `shelf` where in a process, and `shared` where
all processes of a site find what one of them made; `figures` says in the log what all this saves.
"""
