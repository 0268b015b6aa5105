"""What photos are compared by, in SQL."""

from django.db import models
from django.db.models import F, Func, Value
from django.db.models.functions import Lower


def bits_apart(field: str, number: int) -> Func:
    """How many bits of a field of 64 bits differ from the number's."""
    given = Value(number, models.BigIntegerField())
    template = "bit_count((%(expressions)s)::bit(64))"
    return Func(F(field), given, template=template, arg_joiner=" # ", output_field=models.BigIntegerField())


def letters(field: str) -> Func:
    """A text's letters and digits in lower case, without what stands between them."""
    return Func(
        Lower(field),
        Value("[^[:alnum:]]+"),
        Value(""),
        Value("g"),
        function="regexp_replace",
        output_field=models.TextField(),
    )
