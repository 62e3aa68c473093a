"""One message of every documented kind is read, under a key that is its own and stays the same."""

import json

import pytest

from bot.wecom import application, smartbot
from bot.wecom.envelope import Rejected
from bot.wecom.updates import Update

HEAD = (
    "<ToUserName><![CDATA[ww]]></ToUserName><AgentID>1000002</AgentID><FromUserName><![CDATA[zhangsan]]></FromUserName>"
)
PRESS = "<TaskId>outbox-7</TaskId><CardType><![CDATA[button_interaction]]></CardType><ResponseCode>c</ResponseCode>"
CARD = "<TaskId><![CDATA[t1]]></TaskId><CardType><![CDATA[vote_interaction]]></CardType><ResponseCode>c</ResponseCode>"


def xml(inside: str, *, created: int = 1760000000, sender: str = "zhangsan") -> str:
    return f"<xml>{HEAD.replace('zhangsan', sender)}<CreateTime>{created}</CreateTime>{inside}</xml>"


def message(kind: str, inside: str = "", msgid: str = "7301234567890123456") -> str:
    return xml(f"<MsgType><![CDATA[{kind}]]></MsgType>{inside}<MsgId>{msgid}</MsgId>")


def event(name: str, inside: str = "", key: str = "", created: int = 1760000000, sender: str = "zhangsan") -> str:
    named = (
        f"<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[{name}]]></Event><EventKey><![CDATA[{key}]]></EventKey>"
    )
    return xml(named + inside, created=created, sender=sender)


def selected(*options: str) -> str:
    chosen = "".join(f"<OptionId><![CDATA[{option}]]></OptionId>" for option in options)
    item = f"<SelectedItem><QuestionKey>q</QuestionKey><OptionIds>{chosen}</OptionIds></SelectedItem>"
    return f"{CARD}<SelectedItems>{item * len(options)}</SelectedItems>"


APPLICATION = [
    (message("text", "<Content><![CDATA[报修 <a>]]></Content>"), "text", "zhangsan", "报修 <a>", ""),
    (
        message("text", "<Content><![CDATA[<!DOCTYPE html> 怎么写]]></Content>"),
        "text",
        "zhangsan",
        "<!DOCTYPE html> 怎么写",
        "",
    ),
    (message("text", "<Content></Content>"), "text", "zhangsan", "", ""),
    (message("text"), "text", "zhangsan", "", ""),
    (message("image", "<PicUrl>http://a</PicUrl><MediaId>m</MediaId>"), "other", "zhangsan", "", "image"),
    (message("voice", "<MediaId>m</MediaId><Format>amr</Format>"), "other", "zhangsan", "", "voice"),
    (message("video", "<MediaId>m</MediaId><ThumbMediaId>t</ThumbMediaId>"), "other", "zhangsan", "", "video"),
    (message("location", "<Location_X>31.4</Location_X><Label>村部</Label>"), "other", "zhangsan", "", "location"),
    (message("link", "<Title>t</Title><Url>http://a</Url>"), "other", "zhangsan", "", "link"),
    (message("something_new", "<A><B>1</B></A>"), "other", "zhangsan", "", "something_new"),
    (event("subscribe"), "hello", "zhangsan", "", "subscribe"),
    (event("unsubscribe"), "other", "zhangsan", "", "unsubscribe"),
    (event("enter_agent"), "other", "zhangsan", "", "enter_agent"),
    (event("LOCATION", "<Latitude>31.4</Latitude>"), "other", "zhangsan", "", "LOCATION"),
    (event("click", key="menu"), "other", "zhangsan", "", "click"),
    (event("view", key="https://a.example/?a=b"), "other", "zhangsan", "", "view"),
    (event("view_miniprogram", key="pages/a"), "other", "zhangsan", "", "view_miniprogram"),
    (
        event("scancode_push", "<ScanCodeInfo><ScanType>qrcode</ScanType></ScanCodeInfo>"),
        "other",
        "zhangsan",
        "",
        "scancode_push",
    ),
    (
        event("scancode_waitmsg", "<ScanCodeInfo><ScanType>qrcode</ScanType></ScanCodeInfo>"),
        "other",
        "zhangsan",
        "",
        "scancode_waitmsg",
    ),
    (event("pic_sysphoto", "<SendPicsInfo><Count>1</Count></SendPicsInfo>"), "other", "zhangsan", "", "pic_sysphoto"),
    (
        event("location_select", "<SendLocationInfo><Scale>16</Scale></SendLocationInfo>"),
        "other",
        "zhangsan",
        "",
        "location_select",
    ),
    (event("template_card_event", selected("yes"), "ok"), "other", "zhangsan", "", "template_card_event"),
    (event("template_card_event", selected("yes", "no"), "ok"), "other", "zhangsan", "", "template_card_event"),
    (
        event("template_card_event", CARD + "<SelectedItems></SelectedItems>", "ok"),
        "other",
        "zhangsan",
        "",
        "template_card_event",
    ),
    (event("template_card_event", PRESS, " 同意 H001"), "text", "zhangsan", "同意 H001", "pressed"),
    (event("template_card_event", PRESS, ""), "other", "zhangsan", "", "template_card_event"),
    (event("template_card_menu_event", PRESS, "more"), "other", "zhangsan", "", "template_card_menu_event"),
    (event("template_card_menu_event", CARD, "more"), "other", "zhangsan", "", "template_card_menu_event"),
    (event("taskcard_click", "<TaskId>t</TaskId>", "k"), "other", "zhangsan", "", "taskcard_click"),
    (event("low_active", "<EffectTime>1</EffectTime>", sender="sys"), "other", "sys", "", "low_active"),
    (
        event("change_contact", "<ChangeType>delete_user</ChangeType><UserID>lisi</UserID>", sender="sys"),
        "left",
        "lisi",
        "",
        "",
    ),
    (
        event("change_contact", "<ChangeType>update_user</ChangeType><UserID>lisi</UserID>", sender="sys"),
        "other",
        "sys",
        "",
        "change_contact",
    ),
    (
        event("change_contact", "<ChangeType>create_party</ChangeType><Id>2</Id>", sender="sys"),
        "other",
        "sys",
        "",
        "change_contact",
    ),
    (
        event("batch_job_result", "<BatchJob><JobId>j</JobId></BatchJob>", sender="sys"),
        "other",
        "sys",
        "",
        "batch_job_result",
    ),
]


@pytest.mark.parametrize(("plaintext", "kind", "userid", "text", "detail"), APPLICATION, ids=range(len(APPLICATION)))
def test_every_kind_of_the_application_is_read(plaintext: str, kind: str, userid: str, text: str, detail: str) -> None:
    update = application.read_update(plaintext, "ww")
    assert (update.kind, update.userid, update.text, update.detail) == (kind, userid, text, detail)
    assert (update.door, update.chatid, update.sent) == ("app", None, 1760000000)
    assert application.read_update(plaintext, "ww") == update
    assert Update.from_json(update.to_json()) == update


def test_a_sealed_message_for_others_is_refused() -> None:
    said = message("text", "<Content>一</Content>")
    assert application.read_update(said, "ww", 1000002).text == "一"
    for corp, agent in (("wx", 1000002), ("ww", 1000009), ("", 0)):
        with pytest.raises(Rejected, match="400"):
            application.read_update(said, corp, agent)
    contacts = said.replace("<AgentID>1000002</AgentID>", "")
    assert application.read_update(contacts, "ww", 1000002).text == "一"


def test_the_same_number_from_somebody_else_is_another_message() -> None:
    said = message("text", "<Content>一</Content>")
    keys = {application.read_update(said.replace("zhangsan", who), "ww").key for who in ("zhangsan", "lisi")}
    keys |= {smartbot.read_update(body(msgtype="later").replace("lisi", who), 1.0).key for who in ("lisi", "wangwu")}
    assert len(keys) == 4


@pytest.mark.parametrize("length", [64, 65])
def test_a_name_that_is_too_long_is_nobodys(length: int) -> None:
    said = [
        lambda who: application.read_update(message("text").replace("zhangsan", who), "ww"),
        lambda who: smartbot.read_update(body(msgtype="later").replace("lisi", who), 1.0),
        lambda who: smartbot.read_update(body(msgtype="later", chattype="group", chatid=who), 1.0),
    ]
    for read in said:
        if length > 64:
            with pytest.raises(Rejected):
                read("a" * length)
        else:
            assert len(read("a" * length).key) <= 80


def test_messages_of_the_application_are_told_apart_by_their_number_alone() -> None:
    assert (
        application.read_update(message("text", "<Content>一</Content>"), "ww").key
        == "app:7301234567890123456:zhangsan"
    )
    again = message("text", "<Content>一</Content>").replace("1760000000", "1760000009")
    assert application.read_update(again, "ww").key == "app:7301234567890123456:zhangsan"


DIFFERENT_EVENTS = [
    event("enter_agent"),
    event("enter_agent", created=1760000001),
    event("enter_agent", sender="lisi"),
    event("subscribe"),
    event("click", key="a"),
    event("click", key="b"),
    event("template_card_event", selected("yes"), "ok"),
    event("template_card_event", selected("yes"), "no"),
    event("template_card_event", selected("yes").replace("t1", "t2"), "ok"),
    event("template_card_event", selected("yes").replace("t1", "t" * 128), "ok"),
    event("template_card_event", selected("yes").replace("t1", "t" * 127), "ok"),
    event("change_contact", "<ChangeType>delete_user</ChangeType><UserID>a</UserID>"),
    event("change_contact", "<ChangeType>delete_user</ChangeType><UserID>b</UserID>"),
    event("change_contact", "<ChangeType>update_user</ChangeType><UserID>a</UserID>"),
    xml("<MsgType>text</MsgType><Content>没有编号</Content>"),
    xml("<MsgType>text</MsgType><Content>也没有编号</Content>"),
]


def test_different_events_of_one_second_have_different_keys() -> None:
    keys = [application.read_update(plaintext, "ww").key for plaintext in DIFFERENT_EVENTS]
    assert len(set(keys)) == len(keys)
    assert max(map(len, keys)) <= 96


def body(**fields: object) -> str:
    return json.dumps({"msgid": "m1", "aibotid": "a", "chattype": "single", "from": {"userid": "lisi"}} | fields)


def bot_event(name: str, **fields: object) -> str:
    return body(msgtype="event", create_time=1760000020, event={"eventtype": name} | fields)


MIXED = [
    {"msgtype": "text", "text": {"content": "看"}},
    {"msgtype": "image", "image": {"url": "u"}},
    {"msgtype": "text", "text": {"content": "这里"}},
]
GROUP = {"chattype": "group", "chatid": "wrABc"}
SMARTBOT = [
    (body(msgtype="text", text={"content": "@助手 你好"}), "text", "@助手 你好", "", None),
    (body(msgtype="text", text={"content": "好"}, **GROUP), "text", "好", "", "wrABc"),
    (body(msgtype="text", text={"content": "好"}, quote={"msgtype": "text"}), "text", "好", "", None),
    (body(msgtype="voice", voice={"content": "说的话"}), "voice", "说的话", "", None),
    (body(msgtype="mixed", mixed={"msg_item": MIXED}), "text", "看 这里", "", None),
    (body(msgtype="mixed", mixed={"msg_item": []}), "text", "", "", None),
    (body(msgtype="image", image={"url": "u"}), "other", "", "image", None),
    (body(msgtype="file", file={"url": "u"}), "file", "", "u", None),
    (body(msgtype="video", video={"url": "u"}), "other", "", "video", None),
    (body(msgtype="later"), "other", "", "later", None),
    (body(msgtype="stream", stream={"id": "s1"}), "stream", "", "s1", None),
    (bot_event("enter_chat"), "hello", "", "enter_chat", None),
    (bot_event("template_card_event", template_card_event={"task_id": "t"}), "other", "", "template_card_event", None),
    (bot_event("feedback_event", feedback_event={"id": "f", "type": 2}), "other", "", "feedback_event", None),
]


@pytest.mark.parametrize(("plaintext", "kind", "text", "detail", "chatid"), SMARTBOT, ids=range(len(SMARTBOT)))
def test_every_kind_of_the_smart_bot_is_read(
    plaintext: str, kind: str, text: str, detail: str, chatid: str | None
) -> None:
    update = smartbot.read_update(plaintext, 1760000020.9)
    assert (update.kind, update.text, update.detail, update.chatid) == (kind, text, detail, chatid)
    assert (update.key, update.door, update.userid, update.sent) == ("smartbot:m1:lisi", "smartbot", "lisi", 1760000020)


def test_messages_of_the_smart_bot_without_a_number_are_told_apart_by_their_bytes() -> None:
    one, two = (body(msgid="", msgtype="text", text={"content": said}) for said in "一二")
    assert smartbot.read_update(one, 1.0).key == smartbot.read_update(one, 2.0).key
    assert smartbot.read_update(one, 1.0).key != smartbot.read_update(two, 1.0).key


@pytest.mark.parametrize("key", ["smartbot:m1", "smartbot:村", "smartbot:#" + "0" * 64])
def test_a_stream_leads_back_to_its_message(key: str) -> None:
    assert smartbot.key_of_stream(smartbot.stream_id(key)) == key


@pytest.mark.parametrize(
    "named", ["", "s", "x", "é", "s====", "sAAAA", "s-1", smartbot.stream_id("app:7301"), "sAA\x00"]
)
def test_a_stream_that_is_not_ours_leads_nowhere(named: str) -> None:
    assert smartbot.key_of_stream(named) is None
