"""Changing what was sent: message/update_template_card and message/recall."""

from datetime import timedelta
from typing import Any

from bot.sandbox.answers import Answer, Refused
from bot.sandbox.calls import Call, inner, strings, text_of
from bot.sandbox.cards import check_card, readable
from bot.sandbox.messages import Message
from bot.sandbox.sending import Sending, Sent
from bot.sandbox.world import World

RECALL_SPAN = timedelta(hours=24)


def grey_out(bubble: Message, words: str) -> None:
    """Turn a card's buttons grey under these words."""
    bubble.extra = {**bubble.extra, "card": {**bubble.extra["card"], "replace_text": words}}


def replace_card(bubble: Message, card: dict[str, Any]) -> None:
    """Show another card in the same bubble."""
    bubble.extra = {**bubble.extra, "card": card}
    bubble.content = readable(card)


class Changes:
    """Carries out the two calls on what `sending` has sent."""

    def __init__(self, world: World, sending: Sending) -> None:
        self._world = world
        self._sending = sending

    def update_card(self, call: Call) -> Answer:
        """Carry out message/update_template_card. Raises Refused 60140, 82101, 82102 and the card codes."""
        body = call.body()
        self._sending.check_agent(body)
        if "button" in body:
            words = text_of(inner(body, "button"), "replace_name", 42038)
        else:
            check_card(inner(body, "template_card"))
        sent = self._spend(text_of(body, "response_code", 60140), call)
        bubbles, invalid = self._targets(body, sent)
        for bubble in bubbles:
            if "button" in body:
                grey_out(bubble, words)
            else:
                replace_card(bubble, body["template_card"])
        return Answer({"invaliduser": invalid, "response_code": self._sending.new_code(sent, call.at)})

    def recall(self, call: Call) -> Answer:
        """Carry out message/recall. Raises Refused 40058 or, after 24 hours, 42052."""
        sent = self._sending.sent.get(text_of(call.body(), "msgid", 40058))
        if sent is None:
            raise Refused(40058, "msgid")
        if call.at > sent.at + RECALL_SPAN:
            raise Refused(42052)
        for bubble in sent.bubbles.values():
            bubble.extra = {"send_id": sent.msgid, "recalled": True}
        return Answer()

    def _spend(self, code: str, call: Call) -> Sent:
        sent, ends = self._sending.codes.get(code, (None, call.at))
        if sent is None or call.at >= ends:
            raise Refused(60140)
        del self._sending.codes[code]
        return sent

    def _targets(self, body: dict[str, Any], sent: Sent) -> tuple[list[Message], list[str]]:
        if body.get("atall") == 1:
            return list(sent.bubbles.values()), []
        asked = strings(body, "userids")
        if not asked:
            raise Refused(82101)
        found, missed = [], []
        for userid in asked:
            person = self._world.person(userid)
            bubble = sent.bubbles.get(person.userid) if person is not None else None
            if bubble is None:
                missed.append(userid)
            else:
                found.append(bubble)
        if not found:
            raise Refused(82102)
        return found, missed
