"""Commands: making an administrator, listing people, setting a new password, removing a lost second factor."""
