"""Pictures of editors, rebuilt from their pixels before they are stored: Wagtail keeps where they were taken."""

import hashlib

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from portal.files.pictures import rebuild
from portal.files.private import random_name
from portal.files.uploads import Refused

WORDS = {
    "empty": _("The file is empty."),
    "too_big": _("The picture is larger than 20 MB."),
    "too_many_pixels": _("The picture has more than 40 million pixels."),
    "not_a_picture": _("We cannot read this file as a picture."),
}


class SiteImage(AbstractImage):
    """Original and renditions hold no metadata: the original is a new WebP under a random name."""

    admin_form_fields = Image.admin_form_fields

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")

    def clean(self):
        super().clean()
        try:
            self._rebuild()
        except Refused as refused:
            raise ValidationError({"file": WORDS[refused.code]}) from None

    def save(self, *args, **kwargs):
        """Whichever way a file came (form, code, import), it is rebuilt before it is stored."""
        self._rebuild()
        super().save(*args, **kwargs)

    def get_upload_to(self, filename):
        return random_name("originals", "webp")

    def _rebuild(self):
        arrived = self.file and not self.file._committed
        if not arrived or getattr(self.file.file, "rebuilt", False):
            return
        made = rebuild(self.file.file)
        content = ContentFile(made.data, name="picture.webp")
        content.rebuilt = True
        self.file = content
        self.width, self.height = made.width, made.height
        self.file_size = len(made.data)
        self.file_hash = hashlib.sha1(made.data, usedforsecurity=False).hexdigest()  # Wagtail's mark of doubles


class SiteRendition(AbstractRendition):
    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    @property
    def url(self):
        """Through our own view, whichever store holds the file: the policy lets no other host show pictures."""
        return reverse("site_picture", args=[self.file.name.rpartition("/")[2]])

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
