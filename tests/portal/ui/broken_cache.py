"""A cache that is down."""

from django.core.cache.backends.base import BaseCache


class Broken(BaseCache):
    def __init__(self, location, params):
        super().__init__(params)

    def set(self, *args, **kwargs):
        raise ConnectionError("redis://:secret@host is down")
