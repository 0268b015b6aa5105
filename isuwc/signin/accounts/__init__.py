"""Accounts of staff: second factors, sessions that are listed and end, passwords and how a forgotten one is replaced.

`middleware` makes a person somebody only once the second factor was given, wherever the site asks who it is;
`required` says of whom it is asked, `factors` holds it, `steps` is the sign-in of two steps. `sessions` are rows that
know whose they are. `passwords` refuses weak ones, `links` makes the links by which a new one is set, `telling` puts
into the history and says by mail what was changed.

The protocols are of kept libraries: WebAuthn of fido2 (Yubico), TOTP of pyotp. Whole packages do not fit:
django-allauth's MFA remembers used codes in the cache, which here each process has for itself, so that a code would
open the door once for each; its recovery codes have eight digits, and it brings a second way to sign in, which would
have to be closed. django-otp locks an account for everybody after wrong codes, so that anybody who knows a password
locks its owner out, and holds keys and recovery codes in plain text; django-otp-webauthn, a beta, builds on it.
"""
