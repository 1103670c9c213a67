"""What the ways at the top of the desk depend on."""

from django import template
from django.utils import timezone

from portal.accounts import queries as accounts
from portal.accounts.roles import Role

register = template.Library()


@register.simple_tag(takes_context=True)
def leads_groups(context) -> bool:
    """Whether the reader is a facilitator in date: a way that ends at a shut door is none. Asks nothing the door of
    this page has not asked."""
    return accounts.has_role(context["request"].user, Role.FACILITATOR, at=timezone.now())
