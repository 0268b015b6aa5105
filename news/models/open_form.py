"""Who writes at which article just now, and their words that no version has yet."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection, models, transaction
from django.db.models import Count, Exists, OuterRef, Q, Sum
from django.utils import timezone

from isuwc.signin.kept.submissions import Submission
from isuwc.submissions.models import Sent
from isuwc.text.characters import line
from news.models.article import Article

LASTS = datetime.timedelta(days=7)  # as in the browser (words-store.js)
LONGEST = 2_000_000  # letters of one form, with the names of its fields
TITLE = 200  # letters of it that are shown
MOST_OF_PERSON = 50
BYTES_OF_PERSON = 10 << 20  # as they are stored, compressed
BYTES_OF_ALL = 300 << 20
LOCK = 1_398_036_063  # of the advisory lock under which the sums are counted

SILENT = datetime.timedelta(seconds=90)  # after so long without a sign of life a form counts as left
FOLLOWS = datetime.timedelta(seconds=10)
WROTE = datetime.timedelta(minutes=5)  # whoever typed since then is named, also where the form is out of sight
FORMS_OF_PERSON = 50
SWEPT_AT_ONCE = 100

# In one statement, as it comes from every open form every half minute
BEAT = """
WITH swept AS (
    DELETE FROM news_openform WHERE id IN (
        SELECT id FROM news_openform
        WHERE seen_at <= %(over)s AND NOT (person_id = %(person)s AND form = %(form)s)
        LIMIT %(swept)s FOR UPDATE SKIP LOCKED
    )
), mine AS (
    INSERT INTO news_openform (person_id, article, form, since, seen_at, typed_at)
    SELECT %(person)s, %(article)s, %(form)s,
        COALESCE((
            SELECT min(since) FROM news_openform
            WHERE article = %(article)s AND person_id = %(person)s AND seen_at > %(silent)s
        ), %(now)s),
        %(now)s, %(typed)s::timestamptz
    WHERE (SELECT count(*) FROM news_openform WHERE person_id = %(person)s AND form <> %(form)s) < %(most)s
    ON CONFLICT (person_id, form) DO UPDATE SET
        article = EXCLUDED.article, since = EXCLUDED.since, seen_at = EXCLUDED.seen_at,
        typed_at = COALESCE(EXCLUDED.typed_at, news_openform.typed_at)
)
SELECT COALESCE(NULLIF(TRIM(first_name || ' ' || last_name), ''), username),
    min(since), max(seen_at), max(typed_at)
FROM news_openform JOIN auth_user ON auth_user.id = person_id
WHERE article = %(article)s AND person_id <> %(person)s AND (seen_at > %(silent)s OR typed_at > %(wrote)s)
GROUP BY auth_user.id ORDER BY min(since), auth_user.id
"""


class NotKeptError(Exception):
    """The words are too many, or as much is kept as may be; the text says which, for people."""


class UnsavedWordsQuerySet(models.QuerySet["UnsavedWords"]):
    def of(self, person: User, article: int | None, now: datetime.datetime | None = None) -> "UnsavedWordsQuerySet":
        """What this person may be given back, of the article or of new ones: neither over nor saved. Newest first."""
        saved = Sent.objects.filter(user_id=OuterRef("person_id"), token=OuterRef("form"))
        lasting = self.filter(person=person, article=article, kept_at__gt=(now or timezone.now()) - LASTS)
        return lasting.exclude(Exists(saved)).order_by("-kept_at", "-pk")

    def keep(
        self, person: User, article: int | None, form: str, browser: str, words: Submission
    ) -> datetime.datetime | None:
        """When; in place of what was kept of that form. None where the form has been saved meanwhile, with its words.

        Raises NotKeptError. One at a time, so that the sums are true.
        """
        length = sum(len(name) + len(value) for name, value in words.fields)
        if length > LONGEST:
            raise NotKeptError(f"the form has {length:,} letters, and the limit is {LONGEST:,}")
        packed = words.packed()  # which takes time that nobody else waits for
        return self._keep(person, article, form, browser, packed, _title(words))

    @transaction.atomic
    def _keep(
        self, person: User, article: int | None, form: str, browser: str, packed: bytes, title: str
    ) -> datetime.datetime | None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        if Sent.objects.filter(user_id=person.pk, token=form).exists():
            return None
        self.sweep()
        self._find_room(self.exclude(person=person, form=form), person, len(packed))
        row = UnsavedWords(
            person=person, article_id=article, form=form, browser=browser, words=packed, size=len(packed), title=title
        )
        changes = [field.name for field in row._meta.fields if field.name not in {"id", "person", "form"}]
        self.bulk_create([row], update_conflicts=True, unique_fields=["person", "form"], update_fields=changes)
        return row.kept_at

    def _find_room(self, others: "UnsavedWordsQuerySet", person: User, more: int) -> None:
        own = Q(person=person)
        held = others.aggregate(
            count=Count("pk", filter=own), own=Sum("size", filter=own, default=0), all=Sum("size", default=0)
        )
        if held["count"] >= MOST_OF_PERSON or held["own"] + more > BYTES_OF_PERSON:
            limit = f"{MOST_OF_PERSON} forms or {BYTES_OF_PERSON >> 20} MB"
            raise NotKeptError(f"as much of other forms of yours is kept there as may be: {limit}")
        if held["all"] + more > BYTES_OF_ALL:
            raise NotKeptError(f"the newsroom’s limit of {BYTES_OF_ALL >> 20} MB is reached")

    def forget(self, person: User, *forms: str) -> None:
        self.filter(person=person, form__in=forms).delete()

    def sweep(self, now: datetime.datetime | None = None) -> int:
        """Remove those whose time is over. Returns how many."""
        return self.filter(kept_at__lte=(now or timezone.now()) - LASTS).delete()[0]


def _title(words: Submission) -> str:
    """As much of it as is shown, in characters that a text of the database takes."""
    return line(dict(words.fields).get("title", ""))[:TITLE]


class UnsavedWords(models.Model):
    """What somebody has typed into an article's form since it was opened or saved: one copy for each open form.

    No version, and nobody else's. Without an article it belongs to a new one, or to one that was deleted meanwhile.
    Each window has its own, so that two windows of one person don't overwrite each other's words.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    article = models.ForeignKey(Article, on_delete=models.SET_NULL, null=True, related_name="+")
    form = models.CharField(max_length=22, help_text="The token of the form.")
    browser = models.CharField(max_length=64, help_text="The digest of its name.")
    words = models.BinaryField(help_text="A `Submission`, packed.")
    size = models.PositiveIntegerField(help_text="Bytes.")
    # By which they are offered, so that none has to be unpacked for it; NULL where they were kept before it stood here
    title = models.CharField(max_length=TITLE, null=True, editable=False)  # noqa: DJ001 - "" is a form without a title
    kept_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = UnsavedWordsQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["person", "form"], name="unsaved_words_of_form")]

    def __str__(self) -> str:
        return f"{self.pk}"  # never what is in it

    @property
    def submission(self) -> Submission:
        return Submission.unpacked(bytes(self.words))

    @property
    def called(self) -> str:
        """The title of the article as it was typed."""
        return _title(self.submission) if self.title is None else self.title


@dataclass(frozen=True)
class Writer:
    """Somebody else who has the article's form open, or typed into it lately."""

    name: str
    since: datetime.datetime
    seen_at: datetime.datetime
    typed_at: datetime.datetime | None


class OpenFormQuerySet(models.QuerySet["OpenForm"]):
    def beat(
        self, person: User, article: int, form: str, typed: bool = False, now: datetime.datetime | None = None
    ) -> list[Writer]:
        """A sign of life of this form; the others at the article, who came first at the head. One query."""
        now = now or timezone.now()
        values: dict[str, Any] = {
            "person": person.pk, "article": article, "form": form, "now": now, "typed": now if typed else None,
            "silent": now - SILENT, "wrote": now - WROTE, "over": now - max(SILENT, WROTE),
            "most": FORMS_OF_PERSON, "swept": SWEPT_AT_ONCE,
        }  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute(BEAT, values)
            return [Writer(*row) for row in cursor.fetchall()]

    def leave(self, person: User, *forms: str) -> None:
        self.filter(person=person, form__in=forms).delete()

    def sent(self, person: User, *forms: str) -> None:
        """They were saved. Their person stays for as long as the page that follows takes to come, if one does."""
        self.filter(person=person, form__in=forms).update(seen_at=timezone.now() - SILENT + FOLLOWS, typed_at=None)


class OpenForm(models.Model):
    """An article's form that somebody has open; gone when they leave, or soon after their last sign of life."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # No relation: whoever deletes an article is not asked about it, and the row goes by itself
    article = models.BigIntegerField()
    form = models.CharField(max_length=22)
    since = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)
    typed_at = models.DateTimeField(null=True)

    objects = OpenFormQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["person", "form"], name="open_form_once")]
        indexes = [models.Index(fields=["article"], name="open_form_article")]

    def __str__(self) -> str:
        return f"{self.form[:6]} at {self.seen_at}"
