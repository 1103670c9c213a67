"""Alibaba Cloud's short messages against a server of our own: signed, in time, and telling no log whom or what."""

import json
import logging
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from portal.settings.environment import WrongSetting, read
from portal.sms import aliyun, sending
from portal.sms.sending import Kind, NotSent, Short

NUMBER, CODE = "+8613900001234", "482913"
TEMPLATES = {"code": "SMS_1", "unknown": "SMS_2", "exists": "SMS_3", "changed": "SMS_4", "news": "SMS_6"}
TEXTS = "code=SMS_1&unknown=SMS_2&exists=SMS_3&changed=SMS_4&asked=SMS_5&news=SMS_6"
URL = f"aliyun://KEY:SEC%2FRET@dysmsapi.aliyuncs.com/?sign=同檐&{TEXTS}"


@pytest.fixture
def carrier(settings):
    """A server that notes what it is asked and answers `answer`; our settings lead there."""

    class Fake(BaseHTTPRequestHandler):
        asked, answer, status = [], {"Code": "OK", "Message": "OK"}, 200

        def do_POST(self):
            Fake.asked.append((self.path, dict(self.headers)))
            body = Fake.answer if isinstance(Fake.answer, bytes) else json.dumps(Fake.answer).encode()
            self.send_response(Fake.status)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_words):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Fake)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    found = read("SMS_URL", environ={"SMS_URL": URL})
    assert found["carrier"]["endpoint"] == "https://dysmsapi.aliyuncs.com"
    found["carrier"]["endpoint"] = f"http://127.0.0.1:{server.server_address[1]}"
    settings.SMS = found
    yield Fake
    server.shutdown()
    server.server_close()


def short(to=NUMBER, kind=Kind.CODE, code=CODE):
    return Short(to=to, kind=kind, text="words", code=code)


def test_the_signature_of_the_makers_own_example():
    """The worked example of Alibaba Cloud's page on V3 signatures."""
    headers = {
        "host": "ecs.cn-shanghai.aliyuncs.com",
        "x-acs-action": "RunInstances",
        "x-acs-version": "2014-05-26",
        "x-acs-date": "2023-10-26T10:22:32Z",
        "x-acs-signature-nonce": "3156853299f313e23d1673dc12e1703d",
    }
    query = {
        "ImageId": "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd",
        "RegionId": "cn-shanghai",
    }
    made = aliyun.signed(
        query=aliyun.canonical(query), headers=headers, key="YourAccessKeyId", secret="YourAccessKeySecret"
    )
    assert made["Authorization"].endswith("06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0")


@pytest.mark.parametrize(("to", "as_asked"), [(NUMBER, "13900001234"), ("+85251234567", "85251234567")])
def test_what_is_asked_of_the_carrier(carrier, to, as_asked):
    sending.send(short(to))
    path, headers = carrier.asked.pop()
    said = parse_qs(urlsplit(path).query)
    assert said == {
        "PhoneNumbers": [as_asked],
        "SignName": ["同檐"],
        "TemplateCode": ["SMS_1"],
        "TemplateParam": [json.dumps({"code": CODE})],
    }
    headers = {key.lower(): value for key, value in headers.items()}
    names = headers["authorization"].split("SignedHeaders=")[1].split(",")[0].split(";")
    expected = aliyun.signed(
        query=urlsplit(path).query,
        headers={name: headers[name] for name in names if name != "x-acs-content-sha256"},
        key="KEY",
        secret="SEC/RET",
    )
    assert headers["authorization"] == expected["Authorization"]
    assert headers["x-acs-action"] == "SendSms"


@pytest.mark.parametrize("kind", [Kind.UNKNOWN, Kind.EXISTS, Kind.CHANGED, Kind.NEWS])
def test_texts_without_a_code_have_no_blank(carrier, kind):
    sending.send(short(kind=kind, code=""))
    said = parse_qs(urlsplit(carrier.asked.pop()[0]).query)
    assert said["TemplateCode"] == [TEMPLATES[kind]]
    assert "TemplateParam" not in said


@pytest.mark.parametrize(
    ("status", "answer", "says"),
    [
        (200, {"Code": "isv.BUSINESS_LIMIT_CONTROL", "Message": f"limit for {NUMBER}"}, "isv.BUSINESS_LIMIT_CONTROL"),
        (403, {"Code": "SignatureDoesNotMatch", "Message": NUMBER}, "SignatureDoesNotMatch"),
        (200, {"Code": f"no {NUMBER}"}, "unreadable-answer"),
        (200, {"Message": NUMBER}, "unreadable-answer"),
        (200, b"<html>", "unreadable-answer"),
        (500, b"", "unreadable-answer"),
        (200, [1], "unreadable-answer"),
    ],
)
def test_a_refusal_says_why_and_never_whom_or_what(carrier, caplog, status, answer, says):  # SEC-37
    carrier.status, carrier.answer = status, answer
    with caplog.at_level(logging.DEBUG), pytest.raises(NotSent) as refused:
        sending.send(short())
    assert str(refused.value) == says
    for told in (str(refused.value), repr(short()), caplog.text):
        assert "13900001234" not in told
        assert CODE not in told


def test_no_answer_is_no_fault_of_the_page(settings):
    found = read("SMS_URL", environ={"SMS_URL": URL})
    found["carrier"]["endpoint"] = "http://127.0.0.1:9"
    settings.SMS = found
    with pytest.raises(NotSent, match="no-answer"):
        sending.send(short())


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "https://example.org",
        "aliyun://dysmsapi.aliyuncs.com/?sign=a&code=b&unknown=c&exists=d&changed=e&asked=f",
        "aliyun://KEY:SECRET@dysmsapi.aliyuncs.com/?sign=a&code=b&unknown=c&exists=d&changed=e&asked=f",
        "aliyun://KEY:SECRET@dysmsapi.aliyuncs.com/?sign=a&code=b",
        "aliyun://KEY:SECRET@dysmsapi.aliyuncs.com/",
    ],
)
def test_a_wrong_or_missing_setting_stops_the_start(wrong):
    with pytest.raises(WrongSetting) as stopped:
        read("SMS_URL", environ={"SMS_URL": wrong})
    assert str(stopped.value).startswith("SMS_URL: ")
    assert "SECRET" not in str(stopped.value)


@pytest.mark.parametrize("way", ["off", "demo"])
def test_ways_that_need_no_carrier(way):
    assert read("SMS_URL", environ={"SMS_URL": f"{way}://"}) == {"way": way}
