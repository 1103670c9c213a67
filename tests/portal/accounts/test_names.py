"""Names here: offered ones nobody is called, chosen ones that hide nothing and speak for nobody."""

import pytest
from django.db import IntegrityError, transaction

from portal.accounts import actions, queries
from portal.accounts.actions.people import NameCannotBeUsed
from portal.accounts.content.names import cannot_be_used
from portal.accounts.content.pseudonyms import CHINESE, ENGLISH
from portal.accounts.models import User
from tests.making import accounts as make

GOOD = [
    "安静的风筝",
    "爱问问题的小鱼12",
    "Quiet Kite",
    "小星星",
    "雨后的橘子",
    "Kite7",
    "一只慢慢走的大蜗牛",
    "ཁ་བ".replace("་", ""),
]
STAFF = """
李老师 老师 老·师 老師 老帅 咾师 官方 宫方账号 官-方 管理员 管理員 管埋员 客服小美 社工姐姐 志愿者哥哥 警察叔叔
同檐小助手 Admin ADMIN ａｄｍｉｎ 𝐚𝐝𝐦𝐢𝐧 4dm1n adm1n aadmmiin Moderator 0fficial st4ff laoshi guanfang Tongyan ádmin mod
"""
CONTACTS = "风筝13800138000 加我qq 微信风筝 ＱＱ12 w-x-风筝 风筝①②③④ 风筝.com 电话风筝 1234风筝"
BAD = {
    "staff": [*STAFF.split(), "老 师", "a d m i n", "Teacher Wang"],
    "homoglyphs": ["аdmin", "Аdmin", "offiсial", "tеacher", "σfficial", "ᎪDMIN"],
    "hiding": [
        *["风\u200b筝", "风\u202e筝", "\u2066风筝\u2069", "风\ufeff筝", "风\u00ad筝", "k\u0301\u0301\u0301ite"],
        *["风\u0000筝", "风\n筝", "⠀⠀", "ㅤㅤ", "", " ", "风", "12", "!!", "<b>风筝</b>", "😀😀", "风筝😀", "x" * 21],
        *[" 风筝", "{{ 7 }}", "%s%s"],
    ],
    "contact": CONTACTS.split(),
}


@pytest.mark.parametrize("name", GOOD)
def test_good_names_may_be_used(name):
    assert not cannot_be_used(name)


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, names in BAD.items() for name in names])
def test_bad_names_cannot_be_used(kind, name):  # PII-17
    assert cannot_be_used(name)


@pytest.mark.parametrize("lists", [CHINESE, ENGLISH])
def test_every_name_we_could_offer_is_good(lists):
    qualities, things, between = lists
    assert [name for one in qualities for other in things if cannot_be_used(name := one + between + other)] == []


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_three_offers_that_nobody_has(language):  # PRI-2
    offers = queries.offer_pseudonyms(language, 3)
    assert len(set(offers)) == 3
    assert not any(queries.cannot_be_used(name) for name in offers)
    assert all(name.isascii() == (language == "en") for name in offers)


@pytest.mark.django_db
def test_offers_go_on_when_all_plain_names_are_taken(monkeypatch):
    from portal.accounts.content import pseudonyms

    monkeypatch.setattr(pseudonyms, "CHINESE", (["安静"], ["风筝"], "的"))
    make.child(pseudonym="安静的风筝")
    offers = queries.offer_pseudonyms("zh-hans", 3)
    assert len(set(offers)) == 3
    assert "安静的风筝" not in offers


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["苏念禾", "念禾", "我是苏念禾呀", "苏 念 禾", "小念禾", "念·禾"])
def test_a_real_name_in_the_vault_cannot_be_a_name_here(name):  # PII-17, PRI-2
    make.child(real_name="苏念禾")
    with pytest.raises(NameCannotBeUsed):
        actions.create_child(by=None, pseudonym=name, avatar="kite", language="zh-hans", at=make.AT)


@pytest.mark.django_db
def test_two_children_never_have_one_name():
    make.child(pseudonym="Quiet Kite")
    with pytest.raises(NameCannotBeUsed) as taken:
        actions.create_child(by=None, pseudonym="quiet kite", avatar="kite", language="en", at=make.AT)
    with pytest.raises(NameCannotBeUsed) as staff:
        actions.create_child(by=None, pseudonym="李老师", avatar="kite", language="en", at=make.AT)
    assert taken.value.message == staff.value.message  # says nothing about other children (SEC-7)


@pytest.mark.django_db
def test_a_new_child_starts_closed_and_bare():  # PRI-2
    child = actions.create_child(by=None, pseudonym="安静的风筝", avatar="bell", language="en", at=make.AT)
    assert not child.is_active
    assert child.email == ""
    assert not child.has_usable_password()
    assert "风筝" not in child.username


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "wrong"),
    [("child", {"email": "kite@example.org"}), ("child", {"is_superuser": True}), ("guardian", {"is_superuser": True})],
)
def test_the_database_keeps_families_without_address_and_power(kind, wrong):  # PRI-2, SEC-40
    person = getattr(make, kind)()
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=person.pk).update(**wrong)
