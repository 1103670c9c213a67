"""How voices say no: in words a child may read."""

from django.utils.translation import gettext_lazy as _

from portal.ui.refusals import Refusal


class NotYours(Refusal):
    def __init__(self):
        super().__init__(_("Only the one who wrote this can do that."))


class NotAtSession(Refusal):
    """The session belongs to other colleagues, or the child was not there."""

    def __init__(self):
        super().__init__(_("This child does not belong to this session, or the session is not yours."))


class AlreadySent(Refusal):
    def __init__(self):
        super().__init__(_("This has been sent already. Take it back first, then you can write on."))


class NotBeside(Refusal):
    def __init__(self):
        super().__init__(_("Please choose a grown-up who is on the list. Your words are kept."))


class NotReady(Refusal):
    """Something is still missing; the message says what."""


class TooMany(Refusal):
    def __init__(self):
        super().__init__(_("That is a lot for one day. Your words are kept here; please send them tomorrow."))


class NotThisPicture(Refusal):
    """A file that is no picture we can take; `code` as in `portal.files.pictures.rebuild`."""

    WORDS = {
        "empty": _("This file is empty. Please choose another picture."),
        "too_big": _("This picture is too big. Please choose a smaller one."),
        "too_many_pixels": _("This picture is too big. Please choose a smaller one."),
        "not_a_picture": _("We cannot open this file. A photo or a drawing saved as JPG, PNG or WebP will do."),
    }

    def __init__(self, code: str):
        super().__init__(self.WORDS[code])
