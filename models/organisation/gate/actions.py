"""Reading a text before everybody does."""

from models.organisation.authority.act import Act
from models.organisation.gate.rules import check_text
from models.organisation.people.tables import Person


async def check_for_everybody(act: Act, *texts: str | None) -> None:
    """Raise NotForEverybody for words that a group or everybody would read and that may not go there.

    Whoever writes may name himself; everybody else only if he has agreed to be named.
    """
    said = "\n".join(text for text in texts if text)
    if not said:
        return
    unasked = Person.filter(publish_name=False, left_on=None).exclude(id=act.asker.person_id or 0)
    names = set(await unasked.values_list("name", flat=True))
    check_text(said, {str(name) for name in names})
