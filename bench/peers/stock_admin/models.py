from django.db import models


class Photo(models.Model):
    file = models.FileField(upload_to="photos")
    caption = models.TextField(blank=True)
    credit = models.CharField(max_length=120, blank=True)
    alt = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.caption


class Article(models.Model):
    """Whatever is saved is live: there is no step of publishing."""

    title = models.CharField(max_length=200)
    lead = models.TextField()
    dateline = models.CharField(max_length=120, blank=True)
    hero = models.ForeignKey(Photo, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.title


class Block(models.Model):
    article = models.ForeignKey(Article, on_delete=models.CASCADE)
    place = models.PositiveSmallIntegerField()

    class Meta:
        abstract = True
        ordering = ["place"]

    def __str__(self) -> str:
        return str(self.place)


class Text(Block):
    """HTML, typed: a subhead is a line of it."""

    text = models.TextField()


class Quote(Block):
    text = models.TextField()
    speaker = models.CharField(max_length=120)


class PhotoInText(Block):
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT)
