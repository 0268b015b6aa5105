"""One history of all that people, imports, commands and hands in the database change, and how it is taken back.

Triggers in the database write it (`triggers`), so nothing can forget to: one `Entry` for each form that was saved, each
import, each command, and each transaction of plain SQL, with a `Change` for each row. `acting.acting` says who does
what, by which way; an app says in its `models/history.py` which of its rows are recorded, and which not and why
(`recorded`). `words` puts changes into the words of forms, `undo` takes them back.

A table of changes of its own for each model (django-pghistory) would have to follow every change of these models, has
no order among rows of different tables, and gives back single rows; here one table holds both values of every column,
in the order in which they were written, which is what an undo of many tables reads backwards.
"""
