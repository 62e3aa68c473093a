"""The enterprise's list of contacts, looked at every ten minutes: nobody promises an application to be told of changes.

Source: platform pages 96302 and 90200.
"""

from bot import log
from bot.clock import SHANGHAI, Clock
from bot.drawing.beside import transact_and_make
from bot.sending.outbox import post
from bot.sending.tokens import Tokens
from bot.understanding.dispatch import CONTACTS
from bot.understanding.leaving import leaves, renamed
from bot.understanding.request import House
from bot.wecom.client import WeComClient
from bot.wecom.errors import WeComError
from models.machine.delivery.rules import Message, Purpose
from models.organisation.authority.act import Act
from models.organisation.contacts import actions, texts
from models.organisation.contacts.rules import ListCompared
from models.organisation.people.actions import holders
from models.organisation.people.rules import Role


class Contacts:
    """Compares the books with what the application may see of the enterprise."""

    def __init__(self, house: House, client: WeComClient, tokens: Tokens, clock: Clock) -> None:
        """Prepare; nothing is asked yet."""
        self._house = house
        self._client = client
        self._tokens = tokens
        self._clock = clock

    async def look(self) -> None:
        """Ask once who is there; who is named no more has left. What WeCom does not answer changes nothing."""
        try:
            accounts = await self._accounts()
        except (WeComError, KeyError, TypeError) as wrong:
            log.warning("contacts not read", kind=type(wrong).__name__)
            return
        await transact_and_make(lambda: self._compare(accounts))

    async def _accounts(self) -> dict[str, str]:
        """Return {account: name} of everybody in the visible range, department by department; raises WeComError."""
        departments = (await self._ask("department/simplelist"))["department_id"]
        found: dict[str, str] = {}
        for one in departments:
            people = (await self._ask("user/simplelist", department_id=str(one["id"])))["userlist"]
            found |= {str(person["userid"]): str(person["name"]) for person in people}
        return found

    async def _ask(self, path: str, **query: str) -> dict[str, list[dict[str, object]]]:
        return await self._tokens.used(lambda token: self._client.get(path, token | query))

    async def _compare(self, accounts: dict[str, str]) -> None:
        now = self._clock.now().astimezone(SHANGHAI)
        act = self._house.act(CONTACTS, now)
        found = await actions.compared(act, accounts)
        # Of an alarm the cause is the day: whoever looks again that day writes nothing.
        cause = f"contacts:{act.today if found.too_many else now.isoformat()}"
        told = await self._alarm(act, found) if found.too_many else await self._gone(act, found)
        if told:
            await post(told, cause=cause, title=texts.TITLE, now=now, rest=self._house.policy.delivery.night)

    async def _gone(self, act: Act, found: ListCompared) -> list[Message]:
        told = [message for one in found.missing for message in await leaves(self._house, act, one.userid)]
        for userid, account in found.renamed.items():
            told += await renamed(act, userid, account)
        return told

    async def _alarm(self, act: Act, found: ListCompared) -> list[Message]:
        """Tell the district and the technicians that so many are missing that nobody is taken for gone."""
        officers = [one.userid for one in await holders([Role.DISTRICT], act.today)]
        text = texts.too_many(len(found.missing), len(found.named) + len(found.missing))
        told = dict.fromkeys([*officers, *self._house.technicians])
        return [Message(text, to=userid, purpose=Purpose.ALARM) for userid in told]
