"""The corrections that stand below a story: each has the words of the edition that put something right."""

from django.db.models import F

from news.models.article import Article
from news.models.edition import Correction, Edition


def corrections_of(article: Article, edition: Edition | None = None) -> list[Correction]:
    """What readers see below the article now, newest first; of an `edition` of it, what they see with that one.

    Its own is dated by the moment for which it is scheduled, or by when it was made, if nobody has seen it. One query,
    two for an edition with a correction that waits.
    """
    seen = Edition.objects.once_live().filter(article=article).exclude(correction="")
    if edition is None:
        return [_said(each) for each in seen.order_by(F("goes_live_at").desc(), "-number")]
    found = list(seen.filter(number__lte=edition.number).order_by(F("goes_live_at").desc(), "-number"))
    notes = [_said(each) for each in found]
    if not edition.correction or edition.pk in {each.pk for each in found}:
        return notes
    waits = edition.periods.standing().first()
    return [Correction(waits.starts if waits else edition.made_at, edition.correction), *notes]


def _said(edition: Edition) -> Correction:
    return Correction(edition.goes_live_at, edition.correction)
