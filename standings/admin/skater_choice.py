"""A skater who is looked up in a list of all: typed, or chosen from what the browser offers."""

from standings.models import Competitor


def choice_text(skater: Competitor) -> str:
    """Femke Kok, NED (femke-kok): unlike any other's, even where two have one name."""
    return f"{skater.name}, {skater.country_id} ({skater.slug})"


def looked_up(typed: str, category: str) -> Competitor:
    """The skater chosen from the list, as `choice_text` has it, or whose name or address is typed.

    Raises ValueError in words.
    """
    skaters = Competitor.objects.skaters().filter(category=category)
    slug = typed.rpartition("(")[2].rstrip(")").strip() if typed.endswith(")") else typed
    found = list(skaters.filter(slug=slug)) or list(skaters.matching(typed)[:2])
    if len(found) != 1:
        many = "more than one skater here has" if found else "no skater of this category has"
        raise ValueError(f"{many} the name “{typed}”; choose from the list")
    return found[0]
