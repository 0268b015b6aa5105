"""Which rows of accounts are recorded in the history: none, as `telling` notes at the person what was done."""

from isuwc.history.recorded import Recorded

RECORDED: list[Recorded] = []

_NOTED = "Holds secrets and can't be taken back; what is done to it is noted at its person."
EXEMPT = {
    "accounts.AuthenticatorApp": _NOTED,
    "accounts.Passkey": _NOTED,
    "accounts.RecoveryCode": _NOTED,
    "accounts.StaffSession": "Who is signed in.",
}
