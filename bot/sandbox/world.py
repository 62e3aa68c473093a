"""The made-up corporation the stand-in serves: people, groups and the credentials of its doors."""

from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class Person:
    """One member of the corporation; `roles` are words for the page, such as 党员 or 书记."""

    userid: str
    name: str
    roles: tuple[str, ...]
    unit: str


@dataclass(frozen=True)
class Chat:
    """One internal group with a group robot (`webhook_key`) and the smart bot in it."""

    chatid: str
    name: str
    unit: str
    webhook_key: str
    members: tuple[str, ...]


@dataclass(frozen=True)
class Doors:
    """Credentials of the self-built application and of the smart bot; both AES keys have 43 characters."""

    corp_id: str
    agent_id: int
    app_secret: str
    app_token: str
    app_aes_key: str
    smartbot_token: str
    smartbot_aes_key: str
    smartbot_name: str
    smartbot_id: str


@dataclass(frozen=True)
class World:
    """Everything the stand-in knows when it starts, and who has come since."""

    people: tuple[Person, ...]
    chats: tuple[Chat, ...]
    doors: Doors
    newcomers: list[Person] = field(default_factory=list)

    @property
    def everybody(self) -> tuple[Person, ...]:
        """Return those who were there and those who came."""
        return (*self.people, *self.newcomers)

    def admit(self, person: Person) -> None:
        """Let somebody into the corporation, as its administrator does for whoever is put on the books."""
        self.newcomers.append(person)
        self._people[person.userid.casefold()] = person

    @cached_property
    def _people(self) -> dict[str, Person]:
        return {person.userid.casefold(): person for person in self.people}

    @cached_property
    def _chats(self) -> dict[str, Chat]:
        return {chat.chatid: chat for chat in self.chats}

    @cached_property
    def _webhooks(self) -> dict[str, Chat]:
        return {chat.webhook_key: chat for chat in self.chats}

    def person(self, userid: str) -> Person | None:
        """Return the member with this id; letter case is ignored, as WeCom does for uniqueness."""
        return self._people.get(userid.casefold())

    def chat(self, chatid: str) -> Chat | None:
        """Return the group with this id, letter case included."""
        return self._chats.get(chatid)

    def chat_of_webhook(self, key: str) -> Chat | None:
        """Return the group whose robot has this key."""
        return self._webhooks.get(key)
