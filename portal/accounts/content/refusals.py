"""What allauth says no to, in our words; by its own names for them."""

from django.utils.translation import gettext_lazy as _

_NOT_RIGHT = _("That was not right. Please look once more at what you typed.")
_ELSEWHERE = _("This address cannot be used. People at the centre can help.")

OF_ACCOUNTS = {
    "account_inactive": _("Nobody comes in with this account at the moment. People at the centre can help."),
    "cannot_remove_primary_email": _("News go to this address. Choose another one for them first."),
    "duplicate_email": _("This address is here already."),
    "email_password_mismatch": _NOT_RIGHT,
    "phone_password_mismatch": _NOT_RIGHT,
    "username_password_mismatch": _NOT_RIGHT,
    "email_taken": _ELSEWHERE,
    "enter_current_password": _("That was not the password until now. Please look once more."),
    "incorrect_code": _("That was not the code. Please look once more."),
    "incorrect_password": _("That was not the password. Please look once more."),
    "invalid_or_expired_key": _("This link is used up"),
    "invalid_password_reset": _("This link is used up"),
    "invalid_login": _NOT_RIGHT,
    "max_email_addresses": _("Up to %d addresses may stand here. Take one away first."),
    "too_many_login_attempts": _("That was often. Please wait some minutes, then try again."),
    "rate_limited": _("That was often. Please wait some minutes, then try again."),
    "unverified_primary_email": _("News can only go to an address whose code came back."),
    "same_as_current": _("That is the one you have."),
    "select_only_one": _("One of the two is enough now. The other can be added later."),
}
OF_FACTORS = {
    "cannot_delete_authenticator": _("It cannot be taken away now: who works here needs a second key."),
    "cannot_generate_recovery_codes": _("Set up a second key first, then make codes to put away."),
    "incorrect_code": _("That was not the code. Please look once more."),
    "unverified_email": _("Type the code that came to your e-mail address first, then set up a second key."),
}
