"""What templates may say: icons, avatars, chips, times, the ways through the site."""

from functools import lru_cache

from django import template
from django.conf import settings
from django.template.loader import get_template
from django.utils.translation import get_language

from portal.ui import chips, comfort, drawings, menu, times

register = template.Library()


@register.simple_tag
def icon(name, label="", size=""):
    """{% icon "pencil" %}: silent beside words; give `label` when it stands alone."""
    return drawings.icon(name, str(label), size)


@register.simple_tag
def avatar(name, label="", size=""):
    """{% avatar person.avatar %}; size "small" 28, "" 36, "large" 64, "huge" 96."""
    return drawings.avatar(str(name), str(label), size)


@register.simple_tag
def chip(label, state="", tone="ink", icon=""):
    """{% chip voice.state_label state="answered" %} or {% chip "…" tone="moss" icon="bell" %}: always icon and word."""
    if state:
        icon, tone = chips.STATES[str(state)]
    return still("components/chip.html", label=str(label), tone=str(tone), drawing=drawings.icon(icon) if icon else "")


@register.simple_block_tag(takes_context=True)
def component(context, content, name, **kwargs):
    """{% component "card" title=… %}…{% endcomponent %}: a component around a piece of page, its `body`."""
    return get_template(f"components/{name}.html").template.render(
        context.new({**context.flatten(), **kwargs, "body": content})
    )


@register.simple_tag
def still(name, **words):
    """{% still "pages/home/doors.html" time="night" %}: a piece that shows only the words it is given.

    Rendered once for each language and choice of words; it can know nobody, so nobody can find another's in it.
    """
    render = rendered.__wrapped__ if settings.DEBUG else rendered
    return render(name, get_language(), tuple(sorted(words.items())))


@lru_cache(maxsize=2048)
def rendered(name, language, words):
    return get_template(name).template.render(template.Context(dict(words)))


@register.filter
def child_time(when):
    """「星期三 下午4点」, "Wed 4 pm"."""
    return times.child_time(when) if when else ""


@register.filter
def child_day(when):
    """「星期三」 or 「12月3日 星期三」."""
    return times.child_day(when) if when else ""


@register.simple_tag(takes_context=True)
def comfort_choice(context):
    """How this reader likes to see pages."""
    request = context.get("request")
    return comfort.parse(request.COOKIES.get(comfort.COOKIE, "")) if request else comfort.Comfort()


@register.simple_tag
def ways(name):
    """{% ways "header" as header %}: the header's ways or the four tabs."""
    return getattr(menu, name.upper())


@register.simple_tag(takes_context=True)
def here(context, name):
    """{% here "tabs" as on %}: the path of the way one is on, of the header's or the tabs; None beside all of them."""
    request = context.get("request")
    found = (way.path for way in getattr(menu, name.upper()) if request and way.leads_to(request.path))
    return next(found, None)


@register.simple_tag(takes_context=True)
def my_place(context):
    """Where this reader's own things are; for a stranger, the way in."""
    person = context.get("user")
    if person is None or not person.is_authenticated:
        return menu.SIGN_IN.address()
    return menu.PLACES.get(getattr(person, "kind", ""), "/family/") or menu.MINE.address()


@register.simple_tag
def html_language():
    return "zh-CN" if (get_language() or "zh").startswith("zh") else "en"


@register.simple_tag
def embedded():
    """True on a demonstration site, which says so on every page."""
    return getattr(settings, "EMBEDDED", False)
