"""The list of contacts as the application sees it: a department for each unit, and who is in it now."""

from bot.sandbox.answers import Answer, Refused
from bot.sandbox.calls import Call
from bot.sandbox.world import Person, World


class ContactList:
    """Who is there under which account; a world's people, until somebody leaves or gets another account."""

    def __init__(self, world: World) -> None:
        self._units = list(dict.fromkeys(person.unit for person in world.people))
        self._people = {person.userid: person for person in world.people}

    def admit(self, person: Person) -> None:
        """Put somebody on the list."""
        self._people[person.userid] = person

    def leave(self, userid: str) -> None:
        """Take somebody off the list, or nobody who is not on it."""
        self._people.pop(userid, None)

    def rename(self, userid: str, account: str) -> None:
        """Give somebody another account."""
        self._people[account] = self._people.pop(userid)

    def departments(self, call: Call) -> Answer:
        """Carry out department/simplelist."""
        below = [{"id": number, "parentid": 1, "order": 0} for number in range(2, len(self._units) + 2)]
        return Answer({"department_id": [{"id": 1, "parentid": 0, "order": 0}, *below]})

    def members(self, call: Call) -> Answer:
        """Carry out user/simplelist: direct members only. Raises Refused 41009 or 60123."""
        asked = call.query.get("department_id", "")
        if not asked.isdecimal():
            raise Refused(41009)
        number = int(asked)
        if not 1 <= number < len(self._units) + 2:
            raise Refused(60123)
        unit = self._units[number - 2] if number > 1 else None
        people = [
            {"userid": account, "name": person.name, "department": [number]}
            for account, person in self._people.items()
            if person.unit == unit
        ]
        return Answer({"userlist": people})
