"""The bucket of private pictures is made where the store has none; a store that refuses is told in one line."""

import io

import pytest
from botocore.stub import Stubber
from django.core.files.storage import storages
from django.core.management import CommandError, call_command

S3 = {
    "BACKEND": "storages.backends.s3.S3Storage",
    "OPTIONS": {
        "bucket_name": "private",
        "endpoint_url": "http://127.0.0.1:1",
        "access_key": "invented",
        "secret_key": "invented",
    },
}


@pytest.fixture
def store(settings):
    settings.STORAGES = settings.STORAGES | {"default": S3}
    with Stubber(storages["default"].connection.meta.client) as stub:
        yield stub
        stub.assert_no_pending_responses()


def said() -> str:
    out = io.StringIO()
    call_command("bucket", stdout=out)
    return out.getvalue()


def test_a_bucket_that_is_not_there_is_made(store):
    store.add_client_error("head_bucket", "404", http_status_code=404)
    store.add_response("create_bucket", {}, {"Bucket": "private"})
    assert said() == "bucket private made\n"


def test_a_bucket_that_is_there_is_left_alone(store):
    store.add_response("head_bucket", {}, {"Bucket": "private"})
    assert said() == ""


def test_a_store_that_refuses_is_told_by_name(store):
    store.add_client_error("head_bucket", "403", http_status_code=403)
    with pytest.raises(CommandError, match=r"^MEDIA_BUCKET: private cannot be used"):
        said()


def test_a_folder_needs_none():
    assert said() == "media lie in a folder; no bucket is needed\n"
