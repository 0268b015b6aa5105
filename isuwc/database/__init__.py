"""How long the site waits for its Postgres, and which errors mean that Postgres is away.

`base` is the Django database backend, Django's own with the limits of `patience`; `outage` remembers that a server
does not answer, so that one request waits for it and the others don't; `servers` finds the one of several that takes
changes; `away` tells such errors from errors of the site. What people are told meanwhile is in
`isuwc.site.views.errors`. `pending` says which migrations are to be run, and whether running code can go on meanwhile.
"""
