from django.contrib import admin

from stock_admin.models import Article, Photo, PhotoInText, Quote, Text


class TextInline(admin.StackedInline):
    model = Text
    fields = ["text", "place"]
    extra = 0


class QuoteInline(admin.StackedInline):
    model = Quote
    fields = ["text", "speaker", "place"]
    extra = 0


class PhotoInline(admin.StackedInline):
    model = PhotoInText
    fields = ["photo", "place"]
    extra = 0


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin):
    inlines = [TextInline, QuoteInline, PhotoInline]


admin.site.register(Photo)
