"""Who shows what where: listings and showings, their tables, and the answers for fans and for broadcast staff.

`answers` says where to watch, `changing` what changes of listings do, `desk.Desk` what needs attention, `links` which
links work; `mail` reads what broadcasters write, and `season_data.load_broadcast` loads the shipped listings.
"""
