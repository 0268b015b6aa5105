"""Second factors: codes of an authenticator app (`apps`), passkeys (`passkeys`), recovery codes (`codes`).

`rows` are their tables. `sealing` encrypts what the site has to read again; of a recovery code only a digest is kept.
"""
