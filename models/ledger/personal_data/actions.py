"""Asking for changes of what is kept about oneself, and deleting it; runs in the caller's transaction."""

from datetime import date

from models.duty.attendance.tables import DutyLog
from models.duty.roster.tables import DutyAbsence, DutySlot
from models.ledger.audit.actions import Cause, record
from models.ledger.audit.tables import AuditRow
from models.ledger.feedback.tables import Feedback
from models.ledger.personal_data import rules, texts
from models.ledger.personal_data.rules import ANSWER_WORKING_DAYS, DATA_REQUEST, DataWanted, DataWish
from models.matters.steps.actions import Taken, open_matter, told_of, waiting
from models.matters.steps.rules import Opening
from models.matters.steps.tables import Matter
from models.organisation.authority.act import Act
from models.organisation.authority.deciders import Part
from models.organisation.handovers.actions import forget_name
from models.organisation.people.actions import lock
from models.organisation.people.rules import FORGOTTEN
from models.organisation.people.tables import Person, Post
from models.organisation.people.texts import LEFT
from models.organisation.units.actions import with_above
from models.procedure.notices.rules import working_day_after
from models.residents.needs.actions import forget_words_of
from models.service.activities.tables import ActivityRecord
from models.stars.appraisal.rules import SENT_ON, StarState
from models.stars.appraisal.tables import StarAppraisal, StarSelfReport
from models.stars.points.tables import StarEntry
from models.stars.standing_out.tables import StarExemption
from models.values.refusal import Refusal
from models.values.showing import show_date


def answered_by(act: Act) -> date:
    """Return the last day on which a wish about one's own data is answered."""
    return working_day_after(act.today, ANSWER_WORKING_DAYS, act.calendar)


async def ask(act: Act, wish: DataWish, words: str = "") -> tuple[Matter, list[Person]]:
    """Open what somebody wants of his own data; return it with those who do it. Refuses with DATA_REQUEST_WAITS."""
    asker, due = act.asker, answered_by(act)
    await lock([asker.known])
    waits = Matter.filter(kind=DATA_REQUEST.code, opened_by_id=asker.known, title=wish, closed_at=None)
    if wish is DataWish.ERASE and (one := await waits.first()):
        number = DATA_REQUEST.sign.show(one.id)
        raise Refusal(rules.DATA_REQUEST_WAITS, number=number, due=show_date(one.due_on or due))
    unit_id, branch_id = asker.own_unit, asker.branch_id
    if wish is DataWish.ERASE:
        unit_id, branch_id = (await with_above(unit_id))[-1], None
    said = {"wish": wish, "words": words}
    opening = Opening(unit_id, wish, {Part.OWNER: [asker.known]}, branch_id, said, due)
    matter = await open_matter(act, DATA_REQUEST, opening)
    return matter, await who_does_it(act, matter.id)


async def who_does_it(act: Act, number: int) -> list[Person]:
    """Return who was told of a wish."""
    return (await told_of(act, DATA_REQUEST, number, "done"))[0]


async def to_erase(act: Act, number: int) -> tuple[str, int] | None:
    """Return whose data the asker would delete with a number, and in how many records; None for another wish."""
    for taken in await waiting(act, [DATA_REQUEST], rules.SETTLES):
        wish = DataWanted.model_validate(taken.matter.said).wish
        if taken.matter.id == number and wish is DataWish.ERASE:
            owner = taken.people[Part.OWNER][0]
            return owner.name, await ActivityRecord.filter(member_id=owner.id).count()
    return None


async def settle(act: Act, taken: Taken) -> tuple[DataWish, bool]:
    """Do what was asked for as far as the program can: delete; return what it was, and whether anything is other now.

    Refuses with NOT_CHANGED_YET for a correction of which neither the register nor a word says anything.
    """
    wanted, owner = DataWanted.model_validate(taken.matter.said), taken.people[Part.OWNER][0]
    if taken.step.name != "done":
        return wanted.wish, False
    if wanted.wish is DataWish.ERASE:
        await erase(act.cause, owner.id)
        return wanted.wish, True
    changes = AuditRow.filter(action="change_person", subject="person", subject_id=owner.id)
    changed = await changes.filter(at__gte=taken.matter.opened_at).exists()
    if not changed and not taken.reason:
        raise Refusal(rules.NOT_CHANGED_YET, number=DATA_REQUEST.sign.show(taken.matter.id), name=owner.name)
    return wanted.wish, changed


async def erase(cause: Cause, person_id: int) -> None:
    """Empty what somebody has told in words, and his consent; figures and archives stay, as `texts.STAYS` says."""
    await lock([person_id])
    await ActivityRecord.filter(member_id=person_id).update(
        source_text=None, description=texts.GONE, place=None, companions=[]
    )
    await StarSelfReport.filter(member_id=person_id).update(reason=None)
    await StarExemption.filter(member_id=person_id).update(reason=None)
    await DutyAbsence.filter(person_id=person_id).update(reason=None)
    await DutyLog.filter(person_id=person_id).update(handover=None)
    await DutySlot.ever.filter(person_id=person_id).update(presence_note=None)
    await Feedback.filter(person_id=person_id).update(text=texts.GONE, person_id=None, userid=None, message_key="")
    await forget_words_of(person_id)
    await Person.filter(id=person_id).update(publish_name=False)
    await record(cause, "erase", ("person", person_id))


async def forget_leavers(cause: Cause, before: date) -> None:
    """Delete what is kept about those who left before a day; nobody but the archives knows their names afterwards."""
    for person in await Person.filter(left_on__lt=before).exclude(userid_key__startswith=FORGOTTEN):
        await erase(cause, person.id)
        mine = ActivityRecord.filter(member_id=person.id)
        await mine.exclude(root_id=None).delete()
        await mine.delete()
        for table in (StarSelfReport, StarExemption):
            await table.filter(member_id=person.id).delete()
        await forget_name(person, LEFT)
        account = f"{FORGOTTEN}{person.id}"
        named = person.name if await _in_archives(person.id) else LEFT
        anonymous = {"userid": account, "userid_key": account, "name": named, "villagers_group": None}
        await Person.filter(id=person.id).update(**anonymous)


async def _in_archives(person_id: int) -> bool:
    """Return whether an archive names somebody: of a filed star, of what was found about him, of a post he held."""
    filed = StarAppraisal.filter(member_id=person_id, state__in=[*SENT_ON, StarState.ENDED])
    found = StarEntry.filter(member_id=person_id)
    return await filed.exists() or await found.exists() or await Post.filter(person_id=person_id).exists()
