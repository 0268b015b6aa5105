"""`{% csrf_token %}` as Django has it, and beside it in the newsroom's forms the mark of whom the page was made for.

It is a built-in tag (`TEMPLATES` in the settings), so that no form can forget it, those of Django's admin included.
"""

from django.template import Library, Node
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from isuwc.signin.kept.marks import PATH, mark_of
from isuwc.signin.kept.submissions import MADE_FOR

register = Library()


class MarkedTokenNode(CsrfTokenNode):
    def render(self, context: Context) -> SafeString:
        token = mark_safe(super().render(context))  # noqa: S308 - Django's own, which its stubs call a plain str
        request = context.get("request")
        user = getattr(request, "user", None)
        if (
            not token
            or request is None
            or user is None
            or not user.is_authenticated
            or not request.path.startswith(PATH)
        ):
            return token
        return format_html('{}<input type="hidden" name="{}" value="{}">', token, MADE_FOR, mark_of(user))


@register.tag
def csrf_token(parser: Parser, token: Token) -> Node:
    return MarkedTokenNode()
