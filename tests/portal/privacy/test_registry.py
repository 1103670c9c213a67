"""Every table that names a person is counted and copied, or left out with a reason (PRI-5)."""

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models

from portal.privacy import registry

PEOPLE = {"person", "by", "actor", "author", "to", "decided_by", "answered_by", "office_by"}
DONE = [table for tables in registry.kept.values() for table in tables]
KNOWN = {table.model for table in DONE} | set(registry.leaves)


def names_a_person(model) -> list[str]:
    """Keys to a person, and UUIDs that are people's by their names."""
    found = []
    for field in model._meta.get_fields():
        if not field.concrete:
            continue
        to_person = field.remote_field is not None and field.remote_field.model is get_user_model()
        if to_person or (isinstance(field, models.UUIDField) and field.name in PEOPLE):
            found.append(field.name)
    return found


def test_no_table_about_a_person_is_forgotten():  # PRI-5
    every = apps.get_models(include_auto_created=True)
    wanted = {model._meta.label for model in every if names_a_person(model)}
    kept = {apps.get_model(table.model) for table in DONE} - {get_user_model()}
    wanted |= {
        model._meta.label
        for model in every
        if any(
            field.concrete and field.remote_field and field.remote_field.model in kept
            for field in model._meta.get_fields()
        )
    }
    assert wanted - KNOWN == set()


def test_the_walk_does_find_people():
    assert names_a_person(apps.get_model("consent.Event")) == ["child", "actor", "entered_by", "confirmed_by"]
    assert names_a_person(apps.get_model("privacy.Opening")) == ["person", "by"]
    assert names_a_person(apps.get_model("directory.Office")) == []


def test_each_reason_is_said_and_each_table_exists():
    for label, why in registry.leaves.items():
        assert apps.get_model(label)
        assert len(str(why)) > 15, label
    for table in DONE:
        assert apps.get_model(table.model), table.model
        assert table.erase or table.why or table.shown == registry.OWN, f"{table.model}: why does it stay?"
        assert table.fields or table.read or table.files, f"{table.model}: a copy of nothing"


@pytest.mark.django_db
@pytest.mark.parametrize("table", DONE, ids=lambda table: f"{table.model}:{table.of}")
def test_every_lookup_leads_somewhere(table):
    model = apps.get_model(table.model)
    nobody = "00000000-0000-4000-8000-000000000000"
    assert not model.objects.filter(**{table.of: nobody}).exists()
    for name in (*table.fields, *table.files):
        first = name.split("__")[0]
        assert hasattr(model, first), f"{table.model}.{name}"


@pytest.mark.parametrize("secret", ["notices.Block", "moderation.Finding", "moderation.Note"])
def test_what_no_family_may_learn_of_is_in_no_count(secret):  # SAF-4
    assert secret in registry.leaves
    assert secret not in {table.model for table in DONE}


OF_THE_CHILD_ALONE = [
    "voices.Voice", "voices.Draft", "voices.Revision", "voices.Picture", "notices.Message", "moderation.Case",
    "moderation.Decision", "live.Entry", "privacy.Contact",
]  # fmt: skip


@pytest.mark.parametrize("model", OF_THE_CHILD_ALONE)
def test_what_is_the_childs_own_is_not_even_counted_for_home(model):  # CON-19
    assert {table.shown for table in DONE if table.model == model} == {registry.OWN}
