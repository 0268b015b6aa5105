import errno


class BackupError(Exception):
    """A backup can't be made, read or restored; the message says why, worded for whoever runs the site."""


def why(error: OSError) -> str:
    """In words, with the file: a full disk above all."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return f"The disk is full ({error.filename or 'no file named'})"
    return f"{error.strerror or error} ({error.filename})" if error.filename else str(error)
