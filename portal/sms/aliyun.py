"""Alibaba Cloud's short message service over plain HTTPS: requests signed by ACS3-HMAC-SHA256, no SDK.

https://help.aliyun.com/zh/sms/developer-reference/api-dysmsapi-2017-05-25-sendsms and
https://help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature
"""

import hashlib
import hmac
import json
import re
import secrets
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import quote

ALGORITHM = "ACS3-HMAC-SHA256"
SECONDS = 5  # a person waits for this page
LONGEST = 20_000  # bytes of an answer that are read
SAID = re.compile(r"[A-Za-z0-9._-]{1,80}")
HOME = "+86"
NO_ANSWER = "no-answer"


@dataclass(frozen=True)
class Carrier:
    """`templates`: kind → code of the approved text; a text `code` has the one blank `${code}`, the others none."""

    endpoint: str
    key: str
    secret: str = field(repr=False)
    sign: str
    templates: dict

    def send(self, *, to: str, kind: str, code: str) -> str:
        """The carrier's word: `OK`, its own code of refusal, or ours when no answer came. Never the number."""
        query = {
            "PhoneNumbers": to.removeprefix(HOME) if to.startswith(HOME) else to.removeprefix("+"),
            "SignName": self.sign,
            "TemplateCode": self.templates[kind],
        }
        if code:
            query["TemplateParam"] = json.dumps({"code": code})
        text = canonical(query)
        host = self.endpoint.split("://", 1)[1]
        headers = signed(
            query=text,
            headers={
                "host": host,
                "x-acs-action": "SendSms",
                "x-acs-version": "2017-05-25",
                "x-acs-date": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
                "x-acs-signature-nonce": secrets.token_hex(16),
            },
            key=self.key,
            secret=self.secret,
        )
        request = urllib.request.Request(  # noqa: S310 (https, checked with the settings)
            f"{self.endpoint}/?{text}", data=b"", headers=headers, method="POST"
        )
        try:
            with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 (as above)
                return _word(answer.read(LONGEST))
        except urllib.error.HTTPError as refused:
            return _word(refused.read(LONGEST))
        except (OSError, ValueError):  # its message may hold the address, and the address the number
            return NO_ANSWER


def canonical(query: dict) -> str:
    return "&".join(f"{_escaped(key)}={_escaped(query[key])}" for key in sorted(query))


def signed(*, query: str, headers: dict, key: str, secret: str, body: bytes = b"", path: str = "/") -> dict:
    """The headers with the digest of the body and the signature added."""
    digest = hashlib.sha256(body).hexdigest()
    headers = headers | {"x-acs-content-sha256": digest}
    names = ";".join(sorted(headers))
    lines = "".join(f"{name}:{headers[name].strip()}\n" for name in sorted(headers))
    asked = "\n".join(["POST", path, query, lines, names, digest])
    to_sign = f"{ALGORITHM}\n{hashlib.sha256(asked.encode()).hexdigest()}"
    mark = hmac.new(secret.encode(), to_sign.encode(), hashlib.sha256).hexdigest()
    return headers | {"Authorization": f"{ALGORITHM} Credential={key},SignedHeaders={names},Signature={mark}"}


def _escaped(text: str) -> str:
    return quote(text, safe="-_.~")


def _word(body: bytes) -> str:
    """Only the code of the answer: its message repeats what was sent."""
    try:
        said = json.loads(body)["Code"]
    except (ValueError, KeyError, TypeError):
        return "unreadable-answer"
    return said if isinstance(said, str) and SAID.fullmatch(said) else "unreadable-answer"
