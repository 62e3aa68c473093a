"""What the API answers: success with its fields, refusals with a code and a realistic text."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

TEXTS = {
    -1: "system busy",
    6000: "data version conflict",
    40001: "invalid credential",
    40003: "invalid userid",
    40004: "invalid media type",
    40006: "invalid file size",
    40007: "invalid media_id",
    40008: "invalid message type",
    40009: "invalid image size",
    40013: "invalid corpid",
    40014: "invalid access_token",
    40033: "invalid request, must not contain \\uxxxx",
    40035: "invalid json",
    40056: "invalid agentid",
    40058: "invalid request parameter",
    40123: "invalid image format",
    41001: "access_token missing",
    41002: "corpid missing",
    41004: "corpsecret missing",
    41006: "media_id missing",
    41009: "userid missing",
    41011: "agentid missing",
    42001: "access_token expired",
    43012: "interactive card needs a callback url",
    44001: "empty media data",
    44004: "text content is empty",
    45001: "media size out of limit",
    45002: "content size out of limit",
    45009: "api freq out of limit",
    45033: "api concurrent out of limit",
    60020: "not allow to access from your ip",
    81013: "user & party & tag all invalid",
    82001: "no valid receiver given",
    93000: "invalid webhook url",
    301002: "agentid does not match the access_token",
}


class Refused(Exception):
    """The call is not carried out; `code` is WeCom's errcode, `detail` says which field."""

    def __init__(self, code: int, detail: str = "") -> None:
        super().__init__(f"{code} {detail}".strip())
        self.code = code
        self.detail = detail


@dataclass(frozen=True)
class Answer:
    """A call that is answered with errcode 0; `applied` is False where WeCom quietly does nothing."""

    fields: dict[str, Any] = field(default_factory=dict)
    applied: bool = True
    note: str = ""


def success(answer: Answer) -> dict[str, Any]:
    """Return the JSON body of a success."""
    return {"errcode": 0, "errmsg": "ok", **answer.fields}


def refusal(code: int, detail: str, peer: str, at: datetime) -> dict[str, Any]:
    """Return the JSON body of a refusal, with the hint and address tail real answers carry."""
    text = TEXTS.get(code, "card field invalid" if 42027 <= code <= 42051 else "request refused")
    said = f"{text}: {detail}" if detail else text
    hint = f"{int(at.timestamp())}_{secrets.randbelow(90) + 10}_{secrets.token_hex(16)}"
    tail = f"hint: [{hint}], from ip: {peer}, more info at https://open.work.weixin.qq.com/devtool/query?e={code}"
    return {"errcode": code, "errmsg": f"{said}, {tail}"}
