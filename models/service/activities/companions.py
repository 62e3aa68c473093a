"""Whoever is named in a report as having been there too: asked once, and on record only by his own word."""

from collections.abc import Sequence
from dataclasses import replace

from config.catalogue import categories
from models.machine.delivery.rules import Message
from models.machine.dialogs.actions import begin_with
from models.organisation.authority.act import Act
from models.organisation.people.tables import Person
from models.service.activities import actions, claims, texts
from models.service.activities.claims import Claim
from models.service.activities.rules import Reported


async def ask_along(act: Act, stored: Sequence[Reported]) -> tuple[list[str], list[Message]]:
    """Ask those who are named beside the asker in some records, each once, whether they were there.

    Return what the asker is told of it, and the questions. Of a name that several people have nobody is asked; whoever
    is asked answers in his private chat with the application, where the question arrives.
    """
    asked, alike = dict[str, Message](), dict[str, None]()
    for done in stored:
        people, shared = await _to_ask(act, done.claim)
        alike |= dict.fromkeys(shared)
        for person in people:
            claim = texts.what(done.claim, categories())
            values = {"by": act.asker.name, "number": done.number, "claim": claim}
            await begin_with(person.userid, "along", values, act.now, act.key or "")
            asked[person.name] = Message(texts.come_along(act.asker.name, done.number, claim), to=person.userid)
    said = [texts.companions_asked(list(asked))] if asked else []
    said += [texts.companions_alike(list(alike))] if alike else []
    return said, list(asked.values())


async def _to_ask(act: Act, claim: Claim) -> tuple[list[Person], list[str]]:
    """Return who is named in the asker's report and has no such record himself, and the names that several have.

    Of namesakes in the unit nobody is guessed.
    """
    if not claim.companions:
        return [], []
    named = Person.filter(unit_id=act.asker.unit_id, name__in=claim.companions, left_on=None, declines_records=False)
    there = await named.exclude(id=act.asker.person_id).order_by("id")
    names, limits = [one.name for one in there], act.policy.activity.soft_limits
    books = [
        (one, await actions.known_beside(one.id, claim, without=None)) for one in there if names.count(one.name) == 1
    ]
    asked = [one for one, known in books if claims.twin(claim, known, limits) is None]
    return asked, sorted({one for one in names if names.count(one) > 1})


async def along(act: Act, number: int) -> Reported | None:
    """Put on the asker's own record what somebody else told that they did together; None when that does not stand."""
    row = await actions.current(number)
    if row is None or row.status not in actions.STANDING:
        return None
    claim, told_by = actions.claim_of(row), await Person.get(id=row.member_id)
    if act.asker.name not in claim.companions:
        return None
    others = [told_by.name, *(name for name in claim.companions if name != act.asker.name)]
    return await actions.report(act, replace(claim, companions=tuple(others)), text=None)
