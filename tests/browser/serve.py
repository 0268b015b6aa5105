"""`manage.py serve` where hashing a password costs nothing, as in all tests: `python -m tests.browser.serve`."""

import runpy
import sys

from isuwc.signin.hashing import BoundedPBKDF2PasswordHasher

BoundedPBKDF2PasswordHasher.iterations = 1
sys.argv = ["manage.py", "serve"]
runpy.run_path("manage.py", run_name="__main__")
