"""Files from outside: received within limits, read in a process of their own, and made into pictures and rows."""
