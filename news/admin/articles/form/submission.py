"""What came from an article's form, before and beside Django's formsets."""

from collections.abc import Collection
from typing import Any

from django.contrib.admin import ModelAdmin
from django.forms import BaseModelFormSet, ModelForm
from django.http import HttpRequest, QueryDict

from isuwc.text.numbers import whole_number
from news.models import BLOCKS, Article
from news.models.blocks import Block


def match_current_blocks(request: HttpRequest, pk: int) -> None:
    """Make the submission fit the blocks that article `pk` has now, as `renumbered` does. One query a kind of block."""
    data: QueryDict = request.POST
    for model in BLOCKS:
        existing = set(model.objects.filter(parent=pk).values_list("pk", flat=True))
        data = renumbered(data, f"news_{model._meta.model_name}_set", existing)
    request.POST = data  # type: ignore[assignment]


def renumbered(data: QueryDict, prefix: str, existing: Collection[int]) -> QueryDict:
    """The same submission with every row of a formset that the database no longer has made a new row.

    A colleague may have deleted a block that somebody else was still writing in. Django takes such a row for an error;
    its words are to be saved as a new block. Rows marked for deletion that are gone already are dropped.
    """
    try:
        total, initial = (whole_number(str(data[f"{prefix}-{name}_FORMS"])) for name in ("TOTAL", "INITIAL"))
    except KeyError:
        return data
    if total is None or initial is None:
        return data
    rows: list[dict[str, list[str]]] = [{} for _ in range(min(total, 2000))]
    others = {}
    for key, values in data.lists():
        head, _, field = key.removeprefix(f"{prefix}-").partition("-")
        number = whole_number(head)
        if key.startswith(f"{prefix}-") and field and number is not None and number < len(rows):
            rows[number][field] = values
        else:
            others[key] = values

    def is_there(row: dict[str, list[str]]) -> bool:
        return whole_number(row.get("id", [""])[-1]) in existing

    if all(is_there(row) for row in rows[:initial]):
        return data
    kept = [row for row in rows[:initial] if is_there(row)]
    new = [row for row in rows[:initial] if not is_there(row) and "DELETE" not in row] + rows[initial:]
    mended = QueryDict(mutable=True, encoding=data.encoding)
    for key, values in others.items():
        mended.setlist(key, values)
    for place, row in enumerate([*kept, *new]):
        for field, values in row.items():
            mended.setlist(f"{prefix}-{place}-{field}", values if field != "id" or place < len(kept) else [""])
    mended[f"{prefix}-INITIAL_FORMS"] = str(len(kept))
    mended[f"{prefix}-TOTAL_FORMS"] = str(len(kept) + len(new))
    return mended


def bound_forms(
    admin: "ModelAdmin[Article]", request: HttpRequest, article: Article | None
) -> tuple[ModelForm, list[BaseModelFormSet]]:
    """The submitted form and formsets, validated and not saved."""
    model_form = admin.get_form(request, article, change=article is not None)
    form: Any = model_form(request.POST, request.FILES, instance=article)
    formsets, _ = admin._create_formsets(request, form.instance, change=article is not None)  # type: ignore[attr-defined]
    form.is_valid()
    for formset in formsets:
        formset.is_valid()
    return form, formsets


def blocks_in(formsets: list[BaseModelFormSet]) -> list[Block]:
    """The blocks of bound, validated formsets in their order, saved or not; without those marked for deletion."""
    blocks: list[Block] = []
    for formset in formsets:
        for form in formset.forms:
            cleaned = getattr(form, "cleaned_data", {})
            if form.is_valid() and not cleaned.get("DELETE") and (form.instance.pk or form.has_changed()):
                blocks.append(form.instance)
    return sorted(blocks, key=lambda block: block.ordering)
