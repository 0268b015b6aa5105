"""What becomes of a form of the newsroom that is sent: it counts once, and undoes nobody's work.

`two_people` compares what a form was opened on with what was typed and with what is stored now; `sending` answers the
same form sent twice with what the first did, and shows what keeps a form from being saved. `isuwc.newsroom.site` does
all of this to every view and every form of the admin.
"""
