"""Django's admin for users and groups, with text fields cleaned as everywhere else."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User

from isuwc.text.typed import CleanAdmin

admin.site.unregister([User, Group])


@admin.register(User)
class CleanUserAdmin(CleanAdmin, UserAdmin):
    pass


@admin.register(Group)
class CleanGroupAdmin(CleanAdmin, GroupAdmin):
    pass
