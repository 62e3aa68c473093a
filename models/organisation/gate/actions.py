"""Reading a text before everybody does."""

from models.organisation.authority.act import Act
from models.organisation.gate.rules import Named, check_text
from models.organisation.people.rules import OFFICES, Role
from models.organisation.people.tables import Person, Post

# Their names hang at the door with their hours.
_IN_OFFICE = (Role.SECRETARY, Role.VILLAGE_COMMITTEE, Role.CADRE, *OFFICES)


async def check_for_everybody(act: Act, *texts: str | None) -> None:
    """Raise NotForEverybody for words that a group or everybody would read and that may not go there.

    Whoever writes may name himself, and who is in office may be named; everybody else only if he has agreed.
    """
    said = "\n".join(text for text in texts if text)
    if said:
        check_text(said, await _named(act, said), act.policy.gate.hold)


async def _named(act: Act, said: str) -> Named:
    people = await Person.filter(left_on=None).values_list("id", "name", "publish_name")
    there = [(person_id, str(name), agrees) for person_id, name, agrees in people if str(name) in said]
    posts = Post.held_on(act.today).filter(person_id__in=[one[0] for one in there], role__in=_IN_OFFICE)
    free = {act.asker.person_id, *(await posts.values_list("person_id", flat=True) if there else ())}
    agreed = {name for person_id, name, agrees in there if agrees or person_id in free}
    return Named({name for _, name, _ in there} - agreed, agreed)
