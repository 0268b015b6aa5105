"""The history in the admin: of each row, of a kind of row, of everything, and taking changes back.

`middleware` says who acts in the newsroom and on which form. `site.NewsroomSite` gives every admin its `Remembered`.
"""
