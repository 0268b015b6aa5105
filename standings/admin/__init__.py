"""What results staff keep. Scores and standings are computed and not for typing."""

from standings.admin import competitors, imports, rules, sheets

__all__ = ["competitors", "imports", "rules", "sheets"]
