"""What public pages are made of: scopes, each with marks that change with its rows, and which of them a page read.

Each app declares the tables that pages read, and the scope of each, in its `models/public.py`. Triggers add a mark of
the scope in the transaction that changes a row, whichever way the change comes. A page that notes what it read
(`reading`) is as fresh as the marks of these scopes say, and nobody has to list what a change makes stale.
"""
