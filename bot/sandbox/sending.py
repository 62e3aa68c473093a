"""message/send: who gets it, what is refused, what is quietly dropped, and what becomes visible."""

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.sandbox.answers import Answer, Refused
from bot.sandbox.calls import Call, at_most, inner, text_of
from bot.sandbox.cards import INTERACTIVE, check_card, is_interactive, readable
from bot.sandbox.limits import HOUR, MINUTE, Window
from bot.sandbox.media import MediaStore
from bot.sandbox.messages import APP, Message, Messages, cut_to_bytes, private
from bot.sandbox.world import Person, World

TEXT_BYTES = 2048
MOST_USERS = 1000
DEFAULT_INTERVAL, LONGEST_INTERVAL = 1800, 14400
MEDIA_TYPES = ("image", "voice", "video", "file")


@dataclass
class Sent:
    """One accepted message/send and the bubbles it became."""

    msgid: str
    at: datetime
    bubbles: dict[str, Message] = field(default_factory=dict)


@dataclass(frozen=True)
class Content:
    """What a message shows: readable text and extras such as a picture or a card."""

    text: str
    extra: dict[str, Any] = field(default_factory=dict)


class Sending:
    """Carries out message/send; `callback_set` and `outside` (userids out of range) are switches."""

    def __init__(self, world: World, messages: Messages, media: MediaStore) -> None:
        self._world = world
        self._messages = messages
        self._media = media
        self._windows = (Window(30, MINUTE), Window(1000, HOUR))
        self._seen: dict[str, tuple[datetime, str]] = {}
        self._tasks: set[str] = set()
        self.sent: dict[str, Sent] = {}
        self.codes: dict[str, tuple[Sent, datetime]] = {}
        self.callback_set = True
        self.outside: set[str] = set()

    def send(self, call: Call) -> Answer:
        """Carry out message/send. Raises Refused with the documented code."""
        body = call.body()
        self.check_agent(body)
        reached, invalid = self._receivers(body)
        content = self._content(body)
        if not reached:
            raise Refused(81013)
        fields = {"invaliduser": "|".join(invalid), "invalidparty": _given(body, "toparty"), "invalidtag": ""}
        fields["invalidtag"] = _given(body, "totag")
        if first := self._repeated(body, call.at):
            return Answer({**fields, "msgid": first}, applied=False, note="duplicate")
        self._take_task(content.extra.get("card", {}).get("task_id"))
        sent = Sent("k" + secrets.token_urlsafe(40), call.at)
        self.sent[sent.msgid] = sent
        self._remember(body, sent)
        dropped = self._deliver(sent, reached, body["msgtype"], content)
        fields |= {"msgid": sent.msgid} | self._code_for(content, sent)
        note = f"dropped: {'|'.join(dropped)}" if dropped else ""
        return Answer(fields, applied=bool(sent.bubbles), note=note)

    def check_agent(self, body: dict[str, Any]) -> None:
        """Raise Refused 41011, 40056 or 301002 unless the call is for the world's application."""
        agent = body.get("agentid")
        if agent is None:
            raise Refused(41011)
        if not isinstance(agent, int) or isinstance(agent, bool) or agent <= 0:
            raise Refused(40056)
        if agent != self._world.doors.agent_id:
            raise Refused(301002)

    def new_code(self, sent: Sent, at: datetime) -> str:
        """Return a fresh response_code for the bubbles of one send; it lives 72 hours."""
        code = "R" + secrets.token_urlsafe(40)
        self.codes[code] = (sent, at + timedelta(hours=72))
        return code

    def sent_behind(self, message: Message) -> Sent | None:
        """Return the send a bubble came from."""
        return self.sent.get(message.extra.get("send_id", ""))

    def _receivers(self, body: dict[str, Any]) -> tuple[list[Person], list[str]]:
        if not any(body.get(name) for name in ("touser", "toparty", "totag")):
            raise Refused(82001)
        asked = _given(body, "touser")
        if asked == "@all":
            return self._look_up([person.userid for person in self._world.everybody])
        for name, most, code in (
            ("touser", MOST_USERS, 40032),
            ("toparty", 100, 82002),
            ("totag", 100, 82003),
        ):
            if len(_given(body, name).split("|")) > most:
                raise Refused(code)
        return self._look_up(asked.split("|"))

    def _look_up(self, userids: list[str]) -> tuple[list[Person], list[str]]:
        reached: dict[str, Person] = {}
        invalid = []
        for userid in filter(None, userids):
            person = self._world.person(userid)
            if person is None or person.userid in self.outside:
                invalid.append(userid.lower())
            else:
                reached[person.userid] = person
        return list(reached.values()), invalid

    def _content(self, body: dict[str, Any]) -> Content:
        kind = text_of(body, "msgtype", 40008)
        if kind in MEDIA_TYPES:
            return self._medium(kind, body)
        reader = {"text": _text, "markdown": _markdown, "textcard": _textcard, "news": _news}.get(kind)
        if reader is not None:
            return reader(inner(body, kind))
        if kind != "template_card":
            raise Refused(40008, kind)
        card = inner(body, kind)
        check_card(card)
        if card["card_type"] in INTERACTIVE and not self.callback_set:
            raise Refused(43012)
        return Content(readable(card), {"card": card})

    def _medium(self, kind: str, body: dict[str, Any]) -> Content:
        medium = self._media.find(text_of(inner(body, kind), "media_id", 41006), kind)
        if kind == "image":
            return Content("[图片]", {"image": self._messages.keep_picture(medium.data)})
        return Content(f"[文件] {medium.filename}", self._messages.keep_file(medium.filename, medium.data))

    def _deliver(self, sent: Sent, reached: list[Person], kind: str, content: Content) -> list[str]:
        dropped = []
        for person in reached:
            if any(window.is_full(person.userid, sent.at) for window in self._windows):
                dropped.append(person.userid)
                continue
            for window in self._windows:
                window.count(person.userid, sent.at)
            extra = {**content.extra, "send_id": sent.msgid}
            bubble = Message(private(APP, person.userid), APP, sent.at, kind, content.text, extra=extra)
            sent.bubbles[person.userid] = self._messages.add(bubble)
        return dropped

    def _code_for(self, content: Content, sent: Sent) -> dict[str, str]:
        if not is_interactive(content.extra.get("card", {})):
            return {}
        return {"response_code": self.new_code(sent, sent.at)}

    def _repeated(self, body: dict[str, Any], at: datetime) -> str:
        if not body.get("enable_duplicate_check"):
            return ""
        seconds = body.get("duplicate_check_interval", DEFAULT_INTERVAL)
        if not isinstance(seconds, int) or not 0 < seconds <= LONGEST_INTERVAL:
            raise Refused(40058, "duplicate_check_interval")
        first_at, msgid = self._seen.get(_digest(body), (None, ""))
        return msgid if first_at is not None and at < first_at + timedelta(seconds=seconds) else ""

    def _take_task(self, task_id: str | None) -> None:
        """Count a card's task_id as used; raises Refused 42030 for one that another card of the application has."""
        if task_id in self._tasks:
            raise Refused(42030, "task_id repeated")
        if task_id:
            self._tasks.add(task_id)

    def _remember(self, body: dict[str, Any], sent: Sent) -> None:
        if body.get("enable_duplicate_check"):
            self._seen[_digest(body)] = (sent.at, sent.msgid)


def _digest(body: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def _given(body: dict[str, Any], name: str) -> str:
    value = body.get(name) or ""
    if not isinstance(value, str):
        raise Refused(40058, f"{name} must be a string joined by |")
    return value


def _text(part: dict[str, Any]) -> Content:
    return Content(cut_to_bytes(text_of(part, "content", 44004), TEXT_BYTES))


def _markdown(part: dict[str, Any]) -> Content:
    return Content(at_most(text_of(part, "content", 44004), TEXT_BYTES, 45002, "markdown.content"))


def _textcard(part: dict[str, Any]) -> Content:
    title, description = text_of(part, "title"), text_of(part, "description")
    url = at_most(text_of(part, "url"), 2048, 40039, "textcard.url")
    if len(title) > 128 or len(description) > 512:
        raise Refused(45002, "textcard")
    return Content(f"{title}\n{description}", {"url": url})


def _news(part: dict[str, Any]) -> Content:
    articles = part.get("articles")
    if not isinstance(articles, list) or not 1 <= len(articles) <= 8:
        raise Refused(45008)
    return Content("\n".join(text_of(article, "title") for article in articles))
