"""What the front page's template may ask."""

from django import template
from django.utils import timezone

from portal.pages import queries

register = template.Library()


@register.simple_tag
def front():
    """Everything the front page shows just now."""
    return queries.front(timezone.now())


@register.simple_tag
def on_at(centre):
    """What is on at this centre just now."""
    return queries.on_at(centre, timezone.now())
