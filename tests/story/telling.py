"""Steps 5 and 6: a child writes with a photo, people judge exactly that revision, it is found on the wall."""

import io
import json
from pathlib import Path

from django.conf import settings
from PIL import Image
from playwright.sync_api import Page, expect

from moderation.models import Case
from moderation.states import State
from tests.story.cast import Story, sign_in_staff
from voices.models import Voice

STORIES = json.loads((settings.ROOT / "voices" / "management" / "stories.json").read_text())
WORDS = next(story["text"] for story in STORIES if story["id"] == "S04")
MORE = WORDS + "第二天又数了一次，还是十二秒。"
WHY = "孩子想让更多人知道这条路；没有能认出他的话。"
CAMERA = b"a-camera-that-must-not-ride-along"


def photo_with_a_place(folder: Path) -> Path:
    """A JPEG of five megapixels, nobody in it, that says where it was taken and by what (SEC-22)."""
    picture = Image.effect_noise((2600, 1950), 40).convert("RGB")
    exif = Image.Exif()
    exif[0x010F] = CAMERA.decode()
    exif.get_ifd(0x8825).update({1: "N", 2: (39.0, 54.0, 27.5), 3: "E", 4: (116.0, 23.0, 17.0)})
    where = folder / "crossing.jpg"
    picture.save(where, quality=82, exif=exif)
    assert Image.open(where).getexif().get_ifd(0x8825), "the test's own photo lost its place"
    return where


def child_writes(story: Story) -> None:
    phone = story.child
    phone.goto("/zh-hans/voices/write/")
    story.axe(phone)
    phone.locator("input[name=kind][value=story]").check()
    phone.locator("[name=body]").fill(WORDS)
    phone.locator("input[name=picture]").set_input_files(photo_with_a_place(story.site.data))
    phone.locator("[name=alt]").fill("学校门口的斑马线，没有人")
    phone.locator("[name=no_faces]").check()
    phone.locator("[name=gender][value=boy], [name=gender] option[value=boy]").first.check()
    phone.locator("button[value=next]").click()
    phone.wait_for_url("**/look/")
    story.axe(phone)
    phone.locator("button[value=send]").click()
    phone.wait_for_url("**/sent/")
    expect(phone.locator("main")).to_contain_text("送到了")
    story.voice = str(Voice.objects.get(author=story.child_id).pk)
    story.axe(phone)
    _state(story, "送到了")


def moderator_asks_for_a_change(story: Story) -> None:  # MOD-5, MOD-10
    desk = story.desk = sign_in_staff(story, "moderator1", process=1)
    desk.goto("/admin/moderation/")
    case = _case(story)
    desk.locator(f"a[href*='{case.pk}']").first.click()
    expect(desk.locator(".desk-words").first).to_contain_text("绿灯只有十二秒")
    assert story.kid.username not in desk.content() or story.kid.username == story.kid.pseudonym
    expect(desk.locator(".desk-picture-blurred")).to_have_count(1)
    desk.locator("form[action$='/claim/'] button").click()
    _state(story, "大人在看")
    form = _open(desk, "ask_change")
    form.locator("select").select_option(index=1)
    form.locator("textarea").fill("谢谢你数得这么仔细！能不能再告诉我们：别的日子也是十二秒吗？")
    form.locator("button[type=submit]").click()
    desk.wait_for_load_state()
    assert _case(story).state == State.CHANGES
    _state(story, "请你改一改")
    expect(story.child.locator("main")).to_contain_text("别的日子也是十二秒吗")


def child_sends_it_again(story: Story) -> None:
    story.old = json.dumps([str(_case(story).revision), _case(story).digest])
    phone = story.child
    phone.goto(f"/zh-hans/voices/write/{story.voice}/")
    phone.locator("[name=body]").fill(MORE)
    if phone.locator("[name=no_faces]:not(:checked)").count():
        phone.locator("[name=no_faces]").check()
    phone.locator("button[value=next]").click()
    phone.wait_for_url("**/look/")
    phone.locator("button[value=send]").click()
    phone.wait_for_url("**/sent/")


def two_people_approve_exactly_it(story: Story) -> None:  # MOD-4, MOD-6
    desk, case = story.desk, _case(story)
    desk.goto(f"/admin/moderation/{case.pk}/")
    desk.locator("form[action$='/claim/'] button").click()
    expect(desk.locator("#desk-difference, [aria-labelledby*=difference]").first).to_contain_text("第二天又数了一次")
    _refuse_the_old_one(story, desk)
    desk.goto(f"/admin/moderation/{case.pk}/")
    _approve(desk)
    assert _case(story).state == State.FIRST_OK, "a picture needs two"
    assert not story.visit(story.at(0)).goto(f"/zh-hans/voices/{story.voice}/").ok
    desk.goto(f"/admin/moderation/{case.pk}/")
    assert not desk.locator("form[action$='/approve/'] button:not([disabled])").count(), "the same person twice"
    second = sign_in_staff(story, "moderator2")
    second.goto(f"/admin/moderation/{case.pk}/")
    second.locator("form[action$='/claim/'] button").click()
    second.locator("form[action$='/reveal/'] button").click()
    _approve(second)
    assert _case(story).state == State.APPROVED
    second.context.close()
    desk.context.close()


def it_is_out_and_found(story: Story) -> None:
    _state(story, "大家能看到了")
    for process, language in ((0, "zh-hans"), (1, "en")):
        reader = story.visit(story.at(process), phone=bool(process), language=language, dark=bool(process))
        reader.goto(f"/{language}/voices/")
        expect(reader.locator("main")).to_contain_text("第二天又数了一次")
        story.axe(reader)
        reader.goto(f"/{language}/search/?q=十二秒")
        expect(reader.locator("main")).to_contain_text("绿灯只有十二秒")
        story.axe(reader)
        reader.goto(f"/{language}/")
        story.axe(reader)
        reader.goto(f"/{language}/voices/{story.voice}/")
        story.axe(reader)
        story.picture = reader.locator("main img[src*='/media/']").first.get_attribute("src")
        _nothing_rides_along(story, reader)
        reader.context.close()


def _nothing_rides_along(story: Story, reader: Page) -> None:  # SEC-22: what is stored and what is served
    for size in ("800", "2048"):
        answer = reader.request.get(story.picture.replace("/800.", f"/{size}."))
        assert answer.ok
        _bare(answer.body())
    stored = [path for path in (story.site.data / "media").rglob("*") if path.is_file()]
    assert stored
    for path in stored:
        _bare(path.read_bytes())


def _bare(data: bytes) -> None:
    picture = Image.open(io.BytesIO(data))
    assert not dict(picture.getexif())
    assert not {"exif", "xmp", "icc_profile", "comment"} & set(picture.info)
    assert not dict(picture.getexif().get_ifd(0x8825))
    assert CAMERA not in data


def _refuse_the_old_one(story: Story, desk: Page) -> None:
    """A second window still shows the revision from before; deciding there answers 409 and changes nothing."""
    revision, digest = json.loads(story.old)
    form = _open(desk, "approve")
    form.locator("textarea").fill(WHY)
    for name, value in (("revision", revision), ("digest", digest)):
        form.locator(f"input[name$={name}]").evaluate("(box, value) => { box.value = value }", value)
    with desk.expect_response(lambda answer: answer.url.endswith("/approve/")) as answer:
        form.locator("button[type=submit]").click()
    assert answer.value.status == 409
    assert _case(story).state not in (State.FIRST_OK, State.APPROVED)


def _approve(desk: Page) -> None:
    form = _open(desk, "approve")
    form.locator("textarea").fill(WHY)
    form.locator("button[type=submit]").click()
    desk.wait_for_load_state()


def _open(desk: Page, act: str):
    box = desk.locator(f"details.desk-act-{act}")
    if box.get_attribute("open") is None:
        box.locator("summary").click()
    return box.locator("form")


def _case(story: Story) -> Case:
    return Case.objects.get(pk=Voice.objects.get(pk=story.voice).case_id)


def _state(story: Story, words: str) -> None:
    story.child.goto(f"/zh-hans/voices/mine/{story.voice}/")
    expect(story.child.locator(".chip").first).to_contain_text(words)
