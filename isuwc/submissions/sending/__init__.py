"""Sending a form: it counts once, and what keeps it from being saved is in sight.

`once` answers the same form sent twice with what the first did (`outcomes`); `page` writes into the page what each form
carries; `troubles` are the errors of a form, each with a link to its field.
"""
