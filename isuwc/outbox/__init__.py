"""Letters that the site sends by e-mail, kept in the database until a command has sent them.

`queue.post` stores a letter in the transaction of what it is about: no mail server is asked while a form is saved, and
a save that fails sends nothing. The command `send_letters` sends what waits, each letter on its own, and tries again
later what the mail server refused.

It is our own, and small, because django-mailer keeps letters as pickles, which whoever can write to the database could
use to run code, and django-post-office brings five tables, templates and an admin that nothing here needs.
"""
