"""What goes out fits the wire, and nothing that a person typed acts as markup."""

import json
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.receiving.doors import Door, application_door, smartbot_door
from bot.sending.sender import app_body, webhook_body
from bot.wecom.envelope import Envelope
from bot.wecom.fitting import cut, plain, plain_in_markdown, size, split
from bot.wecom.smartbot import STREAM_BYTES
from bot.wecom.updates import Update
from tests.wecom.gate import CORP, KEY, TOKEN

QUICK = settings(max_examples=300, deadline=None, derandomize=True, database=None)
LIMITS = st.integers(16, 300)
TEXTS = st.text(st.sampled_from("村务a \n👌🏼𠮷é\t"), max_size=400) | st.text(max_size=300)
UPDATE = Update("smartbot:m1", "smartbot", "text", "lisi", None, "", 0)
APP = application_door(Envelope(TOKEN, KEY, CORP), CORP)
BOT = smartbot_door(Envelope(TOKEN, KEY, ""))


@QUICK
@given(TEXTS.filter(lambda text: not re.search("[\ud800-\udfff]", text)), LIMITS)
def test_pieces_fit_and_make_the_text_again(text: str, limit: int) -> None:
    pieces = split(text, limit)
    assert all(size(piece) <= limit for piece in pieces)
    assert "".join(pieces).replace("\n", "") == text.replace("\n", "")
    assert len(pieces) <= 1 or all(pieces)
    assert cut(text, limit) == text[: len(cut(text, limit))]
    assert size(text) <= limit or size(cut(text, limit)) > limit - 4


@QUICK
@given(TEXTS.filter(lambda text: not re.search("[\ud800-\udfff]", text)), LIMITS)
def test_a_text_of_short_lines_is_split_at_line_ends_only(text: str, limit: int) -> None:
    lines = [cut(line, limit // 2) for line in text.split("\n")]
    for piece in split("\n".join(lines), limit):
        assert set(piece.split("\n")) <= set(lines)


@QUICK
@given(st.text(max_size=200))
def test_any_reply_is_well_formed_on_both_doors(text: str) -> None:
    xml = APP.reply_text(UPDATE, text, 1760000000)
    assert (ElementTree.fromstring(xml).findtext("Content") or "") == plain(text).replace("\r", "\n")
    told = json.loads(BOT.reply_text(UPDATE, text, 1760000000))
    assert told["stream"]["content"] == plain_in_markdown(text)
    assert json.loads(webhook_body("text", {"content": plain(text)}))["text"]["content"] == plain(text)
    assert b"\\u" not in webhook_body("text", {"content": plain(text)}).replace(b"\\\\", b"")


@QUICK
@given(st.text(max_size=200))
def test_plain_text_stays_plain_when_it_is_made_plain_again(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert not re.search("[<>`\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202e]", plain(text))


MISCHIEF = [
    "<@all>",
    "<@zhangsan>",
    '<a href="http://evil.example">领奖</a>',
    "[x](http://evil.example)",
    "![x](http://evil.example/a.png)",
    '<font color="warning">扣分</font>',
    "# 通知",
    "**停发**",
    "~~作废~~",
    "_斜_",
    "`代码`",
    "> 引用",
    "<think>想</think>",
    "]]></Content><MsgType>image</MsgType>",
    "名\u202e字",
    "一\x00二",
    "👌🏼" * 700,
]
MARKUP = re.compile(r"<[@a/ft]|(?<!\\)[\[\]*_#~|]|`|^>|\x00|\u202e", re.MULTILINE)


def shown(door: Door, text: str) -> str:
    made = door.reply_text(UPDATE, text, 1760000000)
    if door.name == "app":
        return str(ElementTree.fromstring(made).findtext("Content"))
    return str(json.loads(made)["stream"]["content"])


@pytest.mark.parametrize("name", MISCHIEF, ids=range(len(MISCHIEF)))
def test_what_a_person_typed_is_never_markup(name: str) -> None:
    said = f"{name}：上报已登记"
    assert not MARKUP.search(shown(BOT, said))
    for sent in (shown(APP, said), json.loads(webhook_body("text", {"content": plain(said)}))["text"]["content"]):
        assert not re.search(r"<|>|\x00|\u202e", sent)
    assert "上报已登记" in shown(APP, said) or size(said) > 2048


@pytest.mark.parametrize("name", MISCHIEF, ids=range(len(MISCHIEF)))
def test_nobody_is_mentioned_by_a_message_body(name: str) -> None:
    app, group = (
        json.loads(app_body(1000002, "zhangsan", "text", {"content": plain(name)})),
        json.loads(webhook_body("text", {"content": plain(name)})),
    )
    assert app["touser"] == "zhangsan"
    assert app["msgtype"] == group["msgtype"] == "text"
    assert group["text"].keys() == {"content"}


def test_a_stream_is_cut_to_what_wecom_takes() -> None:
    content = json.loads(BOT.reply_text(UPDATE, "*" * STREAM_BYTES, 0))["stream"]["content"]
    assert size(content) == STREAM_BYTES
    assert (
        size(json.loads(BOT.reply_text(UPDATE, "村" * STREAM_BYTES, 0))["stream"]["content"]) == STREAM_BYTES // 3 * 3
    )


def test_a_repeated_try_has_the_same_bytes() -> None:
    assert app_body(1, "a", "text", {"content": "村"}) == app_body(1, "a", "text", {"content": "村"})
    assert json.loads(app_body(1, "a", "text", {"content": "村"}))["enable_duplicate_check"] == 1
    assert json.loads(app_body(1, "a", "text", {"content": "村"}))["duplicate_check_interval"] == 14400
