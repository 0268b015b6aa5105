"""What results staff keep. Scores and standings are computed and not for typing."""

from standings.admin import competitors, rules, sheets

__all__ = ["competitors", "rules", "sheets"]
