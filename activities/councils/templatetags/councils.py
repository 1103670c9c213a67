"""Money as it is written."""

from django import template

from activities.councils import queries

register = template.Library()
register.filter("yuan", queries.as_yuan)
