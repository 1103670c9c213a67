"""What an editor says about the picture of an activity."""

from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.images.widgets import AdminImageChooser

from portal.pages.models import ActivityPicture

FIELDS = ["activity", "image", "alt", "alt_en", "nobody"]


class PictureForm(WagtailAdminModelForm):
    class Meta:
        model = ActivityPicture
        fields = FIELDS
        widgets = {"image": AdminImageChooser}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["nobody"].required = True
