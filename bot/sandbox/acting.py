"""What people do in the sandbox, turned into what the platform would tell the bot."""

import hashlib
import re

from bot.sandbox.asking import BadAsk, Saying
from bot.sandbox.messages import APP, BOT, DOORS, Message, private
from bot.sandbox.packets import Act, Fields
from bot.sandbox.replies import CARD_PRESS
from bot.sandbox.wecom import StandIn
from bot.sandbox.world import Person

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
        if not said.text.strip() and not said.image:
            raise BadAsk("话是空的：“text”里要有文字，或者带一张图片")
        person = self.person(said.userid)
        if said.chat in DOORS:
            chat, text = private(said.chat, person.userid), said.text
        else:
            chat, text = self._group(said.chat, person), self._addressed(said.text)
        if said.chat == APP:
            act = Act(APP, chat, person.userid, as_number(msgid), self._to_app(said))
        else:
            act = Act(BOT, chat, person.userid, msgid, self._to_bot(text, said.image))
        self._show(act, text, said.image, msgid)
        return act

    def press(self, person: Person, bubble: Message, key: str, picked: dict[str, list[str]], msgid: str) -> Act:
        """Return the event of a pressed card."""
        card = bubble.extra["card"]
        pressed = (key, card.get("task_id", ""), card["card_type"])
        if bubble.sender == BOT:
            fields = _bot_press(*pressed, picked)
        else:
            sent = self._stand_in.sending.sent_behind(bubble)
            code = self._stand_in.sending.new_code(sent, self._stand_in.now()) if sent else ""
            fields = _app_press(*pressed, picked, code)
        return Act(bubble.sender, bubble.chat, person.userid, msgid, fields, CARD_PRESS, bubble)

    def _show(self, act: Act, text: str, image: bytes, msgid: str) -> None:
        extra, kind = {"msgid": msgid}, "text"
        if image:
            extra["image"] = self._stand_in.messages.keep_picture(image)
            kind = "mixed" if text else "image"
        now = self._stand_in.now()
        self._stand_in.messages.add(Message(act.chat, act.userid, now, kind, text or "[图片]", extra=extra))

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

    def _to_bot(self, text: str, image: bytes) -> Fields:
        if not image:
            return {"msgtype": "text", "text": {"content": text}}
        shown = {"url": self._api_url + self._stand_in.encrypted.keep(image)}
        if not text:
            return {"msgtype": "image", "image": shown}
        items = [{"msgtype": "text", "text": {"content": text}}, {"msgtype": "image", "image": shown}]
        return {"msgtype": "mixed", "mixed": {"msg_item": items}}


def _app_press(key: str, task_id: str, card_type: str, picked: dict[str, list[str]], code: str) -> Fields:
    items = [{"QuestionKey": question, "OptionIds": {"OptionId": ids}} for question, ids in picked.items()]
    fields: Fields = {"MsgType": "event", "Event": CARD_PRESS, "EventKey": key, "TaskId": task_id}
    fields |= {"CardType": card_type, "ResponseCode": code}
    return fields | ({"SelectedItems": {"SelectedItem": items}} if items else {})


def _bot_press(key: str, task_id: str, card_type: str, picked: dict[str, list[str]]) -> Fields:
    items = [{"question_key": question, "option_ids": {"option_id": ids}} for question, ids in picked.items()]
    pressed = {"card_type": card_type, "event_key": key, "task_id": task_id}
    event = {"eventtype": CARD_PRESS, CARD_PRESS: pressed | {"selected_items": {"selected_item": items}}}
    return {"msgtype": "event", "event": event}
