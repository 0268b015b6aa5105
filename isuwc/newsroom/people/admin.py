"""People and roles in the admin. Whoever is given a role can sign in to the newsroom; nothing else has to be ticked."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import UserCreationForm
from django.contrib.auth.models import Group, User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from isuwc.newsroom.people.access import access, make_link
from isuwc.newsroom.people.owners import is_fresh, to_confirm
from isuwc.signin.accounts.people import gives_staff_status
from isuwc.signin.accounts.required import annotated
from isuwc.text.said import in_utc
from isuwc.text.typed import CleanAdmin

admin.site.unregister([User, Group])

ROLES = "Whoever has a role can sign in to the newsroom. Without any role they can’t, unless they may do everything."
KEYS = ("is_superuser", "user_permissions")  # which only those give who may do everything themselves


class NewPersonForm(UserCreationForm):
    """The password may be left out: then a link to set one is made."""

    class Meta(UserCreationForm.Meta):
        fields = ("username", "first_name", "last_name", "email", "groups")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].required = self.fields["password2"].required = False
        self.fields[
            "password1"
        ].help_text = (
            "Leave both empty, and the person sets a password by a link, which is sent by mail or shown to you."
        )

    def clean(self) -> dict[str, Any] | None:
        found = super().clean()
        if bool(self.cleaned_data.get("password1")) != bool(self.cleaned_data.get("password2", True)):
            self.add_error("password2", self.error_messages["password_mismatch"])
        return found

    def save(self, commit: bool = True) -> User:
        person: User = super().save(commit=False)
        if not self.cleaned_data.get("password1"):
            person.set_unusable_password()
        if commit:
            person.save()
            self.save_m2m()
        return person


class RoleFilter(admin.SimpleListFilter):
    title = "role"
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            *((name, name) for name in Group.objects.order_by("name").values_list("name", flat=True)),
            ("-", "None"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> QuerySet[User]:
        if self.value() == "-":
            return queryset.filter(groups=None)
        return queryset.filter(groups__name=self.value()) if self.value() else queryset


@admin.register(User)
class PersonAdmin(CleanAdmin, UserAdmin):
    add_form = NewPersonForm
    list_display = ("username", "full_name", "roles", "active", "last_signed_in", "second_factor", "history")
    list_filter = (RoleFilter, "is_active", "is_superuser")
    add_fieldsets = (
        (None, {"fields": ("username", "first_name", "last_name", "email")}),
        ("What they may do", {"fields": ("groups",), "description": ROLES}),
        ("Password", {"fields": ("password1", "password2")}),
    )
    fieldsets = (
        (None, {"fields": ("username", "password", "access")}),
        ("Who it is", {"fields": ("first_name", "last_name", "email")}),
        ("What they may do", {"fields": ("is_active", "groups"), "description": ROLES}),
        ("Beside a role", {"fields": KEYS, "classes": ("collapse",)}),
        ("When", {"fields": ("last_login", "date_joined")}),
    )
    readonly_fields = ("access", "last_login", "date_joined")
    filter_horizontal = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return annotated().order_by("username").prefetch_related("groups")

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        if db_field.name == "groups":
            options["widget"] = forms.CheckboxSelectMultiple()
        return super().formfield_for_manytomany(db_field, request, **options)

    def get_urls(self) -> list[URLPattern]:
        def view(request: HttpRequest, object_id: str) -> HttpResponse:
            return access(self, request, object_id)

        own = path("<path:object_id>/access/", self.admin_site.admin_view(view), name="auth_user_access")
        return [own, *super().get_urls()]

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:
        """Django's form asks for nothing but the new password. With it whoever finds an open session would have a
        password of the person's own, and with that their second factor."""
        person = self.get_object(request, unquote(id))
        if person is not None and self.has_change_permission(request, person):
            if person.pk == request.user.pk:
                return HttpResponseRedirect(reverse("admin:password_change"))
            if not is_fresh(request):
                return to_confirm(request)
        return super().user_change_password(request, id, form_url)

    @admin.display(description="Name", ordering="last_name")
    def full_name(self, person: User) -> str:
        return person.get_full_name()

    @admin.display(description="Roles")
    def roles(self, person: User) -> str:
        names = sorted(group.name for group in person.groups.all())
        return ", ".join(["Administrator", *names] if person.is_superuser else names) or "none: can’t sign in"

    @admin.display(description="Active", boolean=True, ordering="is_active")
    def active(self, person: User) -> bool:
        return person.is_active

    @admin.display(description="Last sign-in", ordering="last_login")
    def last_signed_in(self, person: User) -> str:
        return in_utc(person.last_login) if person.last_login else "never"

    @admin.display(description="Second factor")
    def second_factor(self, person: Any) -> str:
        found = ["app"] * person.has_app + ["passkey"] * person.has_passkey
        return " and ".join(found) or ("required, not set up" if person.must_have else "none")

    @admin.display(description="What they did")
    def history(self, person: User) -> str:
        return format_html('<a href="{}?person={}">History</a>', reverse("admin:history"), person.pk)

    @admin.display(description="Access")
    def access(self, person: User) -> str:
        if not person.pk:
            return ""
        words = "second factor, sessions, link for a new password"
        return format_html('<a href="{}">{}</a>', reverse("admin:auth_user_access", args=[person.pk]), words)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        found = super().get_readonly_fields(request, obj)
        return found if request.user.is_superuser else (*found, *KEYS)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and _is_no_higher(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and _is_no_higher(request, obj)

    def save_related(self, request: HttpRequest, form: forms.ModelForm, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        person: Any = form.instance
        may = gives_staff_status(person)
        if person.is_staff != may:
            person.is_staff = may
            person.save(update_fields=["is_staff"])
            words = "can sign in to the newsroom now" if may else "can’t sign in to the newsroom any more"
            messages.info(request, f"The user {person} {words}: {'a role gives that' if may else 'they have no role'}.")
        elif not may and not change:
            messages.warning(request, f"The user {person} has no role yet and can’t sign in.")
        if not change and not person.has_usable_password() and (link := make_link(request, person)):
            messages.info(request, f"Hand this link over, which sets their password: {link}")


def _is_no_higher(request: HttpRequest, person: Any) -> bool:
    """Whoever may not do everything can't change the account of those who may."""
    return request.user.is_superuser or person is None or not person.is_superuser


@admin.register(Group)
class RoleAdmin(CleanAdmin, GroupAdmin):
    """Only those give permissions who have all of them: others could give themselves any."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and request.user.is_superuser

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and request.user.is_superuser

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and request.user.is_superuser
