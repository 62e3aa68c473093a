"""message/send: who gets it, what is refused, what is quietly dropped, and what becomes visible."""

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.sandbox.answers import Answer, Refused
from bot.sandbox.calls import Call, inner, text_of
from bot.sandbox.cards import check_card, readable
from bot.sandbox.limits import HOUR, MINUTE, Window
from bot.sandbox.media import MediaStore, Medium
from bot.sandbox.messages import APP, TEXT_BYTES, Message, Messages, cut_to_bytes, private
from bot.sandbox.world import Person, World

DEFAULT_INTERVAL, LONGEST_INTERVAL = 1800, 14400


@dataclass(frozen=True)
class Content:
    """What a message shows: readable text and extras such as a picture or a card."""

    text: str
    extra: dict[str, Any] = field(default_factory=dict)


def shown(medium: Medium, messages: Messages) -> Content:
    """Return what a person sees of a file or picture that was uploaded."""
    if medium.kind == "image":
        return Content("[图片]", {"image": messages.keep_picture(medium.data)})
    return Content(f"[文件] {medium.filename}", messages.keep_file(medium.filename, medium.data))


class Sending:
    """Carries out message/send as far as the bot uses it; `callback_set` and `outside` (out of range) are switches."""

    def __init__(self, world: World, messages: Messages, media: MediaStore) -> None:
        self._world = world
        self._messages = messages
        self._media = media
        self._windows = (Window(30, MINUTE), Window(1000, HOUR))
        self._seen: dict[str, tuple[datetime, str]] = {}
        self._tasks: set[str] = set()
        self.callback_set = True
        self.outside: set[str] = set()

    def send(self, call: Call) -> Answer:
        """Carry out message/send. Raises Refused with the documented code."""
        body = call.body()
        self._check_agent(body)
        reached, invalid = self._receivers(text_of(body, "touser", 82001))
        content = self._content(body)
        if not reached:
            raise Refused(81013)
        fields = {"invaliduser": "|".join(invalid)}
        if first := self._repeated(body, call.at):
            return Answer({**fields, "msgid": first}, applied=False, note="duplicate")
        self._take_task(content.extra.get("card", {}).get("task_id"))
        msgid = "k" + secrets.token_urlsafe(40)
        if body.get("enable_duplicate_check"):
            self._seen[_digest(body)] = (call.at, msgid)
        dropped = self._deliver(reached, call.at, body["msgtype"], content)
        note = f"dropped: {'|'.join(dropped)}" if dropped else ""
        return Answer({**fields, "msgid": msgid}, applied=len(dropped) < len(reached), note=note)

    def _check_agent(self, body: dict[str, Any]) -> None:
        """Raise Refused 41011, 40056 or 301002 unless the call is for the world's application."""
        agent = body.get("agentid")
        if agent is None:
            raise Refused(41011)
        if not isinstance(agent, int) or isinstance(agent, bool) or agent <= 0:
            raise Refused(40056)
        if agent != self._world.doors.agent_id:
            raise Refused(301002)

    def _receivers(self, asked: str) -> tuple[list[Person], list[str]]:
        reached: dict[str, Person] = {}
        invalid = []
        for userid in filter(None, asked.split("|")):
            person = self._world.person(userid)
            if person is None or person.userid in self.outside:
                invalid.append(userid.lower())
            else:
                reached[person.userid] = person
        return list(reached.values()), invalid

    def _content(self, body: dict[str, Any]) -> Content:
        kind = text_of(body, "msgtype", 40008)
        if kind == "text":
            return Content(cut_to_bytes(text_of(inner(body, kind), "content", 44004), TEXT_BYTES))
        if kind in ("image", "file"):
            return shown(self._media.find(text_of(inner(body, kind), "media_id", 41006), kind), self._messages)
        if kind != "template_card":
            raise Refused(40008, kind)
        card = inner(body, kind)
        check_card(card)
        if not self.callback_set:
            raise Refused(43012)
        return Content(readable(card), {"card": card})

    def _deliver(self, reached: list[Person], at: datetime, kind: str, content: Content) -> list[str]:
        dropped = []
        for person in reached:
            if any(window.is_full(person.userid, at) for window in self._windows):
                dropped.append(person.userid)
                continue
            for window in self._windows:
                window.count(person.userid, at)
            chat, extra = private(APP, person.userid), dict(content.extra)
            self._messages.add(Message(chat, APP, at, kind, content.text, extra=extra))
        return dropped

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


def _digest(body: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
