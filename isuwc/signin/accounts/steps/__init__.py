"""The two steps of a sign-in: the state between them (`pending`), how often the second may be tried (`limits`), and
what follows when somebody is signed in (`signed_in`)."""
