"""How often something was done lately, over all processes; lost with the cache, so it holds back and proves nothing."""

from django.core.cache import cache


def again(key: str, *, kept: int) -> int:
    """Counts one more under `key`, and says how many that makes; forgotten `kept` seconds after the first."""
    cache.add(key, 0, timeout=kept)
    try:
        return cache.incr(key)
    except ValueError:  # it fell out of the cache between the two
        return 1


def so_far(key: str) -> int:
    return cache.get(key, 0)
