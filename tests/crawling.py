"""Following links as a curious person would."""

import re

from django.test import Client


def crawl(person, start: list[str], *, most: int = 60) -> dict[str, str]:
    """Every page of the site that somebody can reach by links from their own windows."""
    client = Client()
    client.force_login(person)
    queue, seen = list(start), {}
    while queue and len(seen) < most:
        address = queue.pop(0)
        if address in seen:
            continue
        page = client.get(address, follow=True)
        seen[address] = page.content.decode()
        found = re.findall(r'href="(/[^"#?]*)"', seen[address])
        queue += [each for each in found if not each.startswith(("/static", "/leave", "/language", "/comfort"))]
    return seen
