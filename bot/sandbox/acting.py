"""What people do in the sandbox, turned into what the platform would tell the bot."""

import hashlib
import re
import secrets

from bot.sandbox.asking import BadAsk, Saying
from bot.sandbox.messages import APP, BOT, DOORS, Message, private
from bot.sandbox.packets import Act, Fields
from bot.sandbox.replies import CARD_PRESS, WELCOME
from bot.sandbox.wecom import StandIn
from bot.sandbox.world import Person

CONTACTS = "change_contact"
CONTACT_EVENTS = {"joined": "create_user", "left": "delete_user"}
PRIVATE_EVENTS = {"enter": "enter_agent", "subscribe": "subscribe"}
NUMBER = re.compile(r"[1-9][0-9]{0,17}|[1-8][0-9]{18}")


def as_number(msgid: str) -> str:
    """Return the msgid if it is a 64-bit number, else one made from it, as MsgId must be a number."""
    if NUMBER.fullmatch(msgid):
        return msgid
    return str(int.from_bytes(hashlib.sha256(msgid.encode()).digest()[:7], "big") + 10**18)


class Acting:
    """Builds acts for one stand-in, whose API the bot reaches at `api_url`."""

    def __init__(self, stand_in: StandIn, api_url: str) -> None:
        self._stand_in = stand_in
        self._api_url = api_url

    def person(self, userid: str) -> Person:
        """Return the member; raises BadAsk if there is none."""
        person = self._stand_in.world.person(userid)
        if person is None:
            raise BadAsk(f"没有“{userid}”这个人")
        return person

    def speak(self, said: Saying, msgid: str) -> Act:
        """Make the words visible and return the message the bot gets. Raises BadAsk."""
        if not said.text.strip() and not said.image and not said.file:
            raise BadAsk("话是空的：“text”里要有文字，或者带一张图片、一个文件")
        if (said.voice or said.file) and said.chat != BOT:
            raise BadAsk("企业微信只把和智能机器人私聊里的语音、文件转给机器人，群里和应用里的不转，没有发出去")
        person = self.person(said.userid)
        if said.chat in DOORS:
            chat, text = private(said.chat, person.userid), said.text
        else:
            chat, text = self._group(said.chat, person), self._addressed(said.text)
        if said.chat == APP:
            act = Act(APP, chat, person.userid, as_number(msgid), self._to_app(said))
        else:
            act = Act(BOT, chat, person.userid, msgid, self._to_bot(text, said))
        self._show(act, text, said, msgid)
        return act

    def event(self, kind: str, person: Person, chat: str, msgid: str) -> Act:
        """Return what the platform tells of somebody's doings that are no message. Raises BadAsk."""
        if kind == "enter" and chat == BOT:
            fields: Fields = {"msgtype": "event", "event": {"eventtype": WELCOME}}
            return Act(BOT, private(BOT, person.userid), person.userid, msgid, fields, WELCOME)
        if kind == "enter" and chat != APP:
            raise BadAsk("打开一个群，平台不告诉机器人；请在私聊里试")
        if kind in PRIVATE_EVENTS:
            event = {"MsgType": "event", "Event": PRIVATE_EVENTS[kind], "EventKey": ""}
            return Act(APP, private(APP, person.userid), person.userid, msgid, event, PRIVATE_EVENTS[kind])
        if kind in CONTACT_EVENTS:
            told = {"MsgType": "event", "Event": CONTACTS, "ChangeType": CONTACT_EVENTS[kind], "UserID": person.userid}
            return Act(APP, private(APP, "sys"), "sys", msgid, told, CONTACTS)
        raise BadAsk("“event”只能是 enter、subscribe、joined、left 或 recall")

    def press(self, person: Person, bubble: Message, key: str, msgid: str) -> Act:
        """Return the event of a pressed card."""
        card = bubble.extra["card"]
        fields: Fields = {"MsgType": "event", "Event": CARD_PRESS, "EventKey": key, "TaskId": card["task_id"]}
        fields |= {"CardType": card["card_type"], "ResponseCode": "R" + secrets.token_urlsafe(40)}
        return Act(bubble.sender, bubble.chat, person.userid, msgid, fields, CARD_PRESS, bubble)

    def _show(self, act: Act, text: str, said: Saying, msgid: str) -> None:
        messages = self._stand_in.messages
        extra, kind = {"msgid": msgid}, "voice" if said.voice else "text"
        if said.image:
            extra["image"] = messages.keep_picture(said.image)
            kind, text = "mixed" if text else "image", text or "[图片]"
        if said.file:
            extra |= messages.keep_file(said.filename, said.file)
            kind, text = "file", said.filename
        if quoted := messages.at(said.quote):
            extra["quoted"] = quoted.content
        messages.add(Message(act.chat, act.userid, self._stand_in.now(), kind, text, extra=extra))

    def _group(self, chatid: str, person: Person) -> str:
        chat = self._stand_in.world.chat(chatid)
        if chat is None:
            raise BadAsk(f"没有“{chatid}”这个群；私聊写 app 或 bot")
        if person.userid not in chat.members:
            raise BadAsk(f"{person.name}不在“{chat.name}”里，不能在那里说话")
        return chat.chatid

    def _addressed(self, text: str) -> str:
        called = f"@{self._stand_in.world.doors.smartbot_name}"
        return text if text.startswith(called) else f"{called} {text}"

    def _to_app(self, said: Saying) -> Fields:
        if not said.image:
            return {"MsgType": "text", "Content": said.text}
        if said.text.strip():
            raise BadAsk("和应用的私聊里，图片和文字要分开发")
        digest = self._stand_in.messages.keep_picture(said.image).rpartition("/")[2]
        media_id = self._stand_in.media.keep("image", "image.jpg", said.image)
        return {"MsgType": "image", "PicUrl": f"{self._api_url}/picture/{digest}", "MediaId": media_id}

    def _to_bot(self, text: str, said: Saying) -> Fields:
        quoted = self._stand_in.messages.at(said.quote)
        quote = {"quote": {"msgtype": "text", "text": {"content": quoted.content}}} if quoted else {}
        return self._content_to_bot(text, said) | quote

    def _content_to_bot(self, text: str, said: Saying) -> Fields:
        if said.file:
            return {
                "msgtype": "file",
                "file": {"url": self._api_url + self._stand_in.encrypted.keep(said.file, said.filename)},
            }
        if said.voice or not said.image:
            kind = "voice" if said.voice else "text"
            return {"msgtype": kind, kind: {"content": text}}
        shown = {"url": self._api_url + self._stand_in.encrypted.keep(said.image)}
        if not text:
            return {"msgtype": "image", "image": shown}
        items = [{"msgtype": "text", "text": {"content": text}}, {"msgtype": "image", "image": shown}]
        return {"msgtype": "mixed", "mixed": {"msg_item": items}}
