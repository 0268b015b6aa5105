from decimal import Decimal
from typing import Any

from django.db import models

from standings.worth.scale import DECIMALS, Number, exact


class PointsField(models.DecimalField):  # type: ignore[type-arg]
    """World Cup points, exact: as read, an int where they are whole, as nearly always, else a Decimal."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_digits": 7, "decimal_places": DECIMALS, **kwargs})

    def from_db_value(self, value: Decimal | None, *_: Any) -> Number | None:
        return None if value is None else exact(value)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """Decimals alone: rows that are written in bulk go as lists, which must not mix types."""
        found = super().get_db_prep_value(value, connection, prepared)
        return Decimal(found) if isinstance(found, int) else found
