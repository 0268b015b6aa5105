"""Which rows of people and roles are recorded in the history. That of attempts to sign in is none of it."""

from django.contrib.auth.models import Group, User

from isuwc.history.recorded import Recorded

RECORDED = [
    Recorded(
        User, derived=frozenset({"last_login"}), secret=frozenset({"password"}), unsaid=frozenset({"date_joined"})
    ),
    Recorded(User.groups.through, owner="user"),
    Recorded(User.user_permissions.through, owner="user"),
    Recorded(Group),
    Recorded(Group.permissions.through, owner="group"),
]

EXEMPT = {
    "signin.Allowance": "What attempts to sign in have spent.",
    "signin.UsualAddress": "From where accounts sign in.",
    "auth.Permission": "Made by Django of the models.",
    "contenttypes.ContentType": "Made by Django of the models.",
    "sessions.Session": "Who is signed in.",
    "signin.KeptForm": "What was typed after a session had ended, for its writer alone.",
    "submissions.Sent": "Which forms were sent, so that none counts twice.",
    "admin.LogEntry": "Django's own log, which the history has taken over.",
    "history.Entry": "The history itself.",
    "history.Change": "The history itself.",
}
