"""The rules of a season in the admin: scales and cups (`scales_and_cups`), all in one grid, and copied (`season`).

Importing the package registers their admins.
"""

from standings.admin.rules import scales_and_cups

__all__ = ["scales_and_cups"]
