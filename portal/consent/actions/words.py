"""Publishing the notices that ship with the code."""

from datetime import datetime
from pathlib import Path

from django.db import transaction

from portal.audit import log
from portal.consent.models import Notice

SHIPPED = Path(__file__).resolve().parents[1] / "notices"


@transaction.atomic
def load_notices(*, at: datetime) -> int:
    """Publishes each shipped text that differs from the one in force; says how many. Old versions stay."""
    return sum(_publish(path, at) for path in sorted(SHIPPED.glob("*/*.txt")))


def _publish(path: Path, at: datetime) -> bool:
    audience, language = path.name.removesuffix(".txt").rsplit(".", 1)
    key = {"purpose": path.parent.name, "audience": audience, "language": language}
    text = path.read_text(encoding="utf-8").strip() + "\n"
    digest = Notice.digest(text)
    last = Notice.objects.filter(**key).order_by("-version").first()
    if last and last.sha256 == digest:
        return False
    version = last.version + 1 if last else 1
    notice = Notice.objects.create(**key, version=version, text=text, sha256=digest, published_at=at)
    log.write("notice.published", by=None, subject=f"notice:{notice.pk}", at=at, sha256=digest, version=version)
    return True
