"""The addresses that pages lead to: how they are written, who uses them, and whether they answer.

`policy` says which may be tried, and `try_one` tries one (both without the database); `rounds` tries all that are in
use. A person's word (`words`) stands above what was found.
"""
