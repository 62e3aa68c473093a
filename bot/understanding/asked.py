"""Whether a text is a question to the village's books, as was learned, or what the reader makes of it."""

from math import inf

from bot.language.kinds import EFFECTS
from bot.understanding.request import Request
from bot.understanding.smalltalk import of_others, talked_back
from models.organisation.asking.words import BEYOND_DOUBT, LIKELY, OF_WHAT_IS_TOLD, SURELY, AskedOf, kind_asked
from models.organisation.people.rules import Role
from models.values.wording import asks

# What the reader is sure of is asked of a village only where it is one of these, or one of the others and a question
# of the village so surely: 一组的组长是哪个在当 is no deed.
_OF_THE_VILLAGE = frozenset({"none", "clarify", "decision_query", "service_list"})
_LIKE_QUESTIONS = {"activity": SURELY, "duty_query": SURELY, "help": BEYOND_DOUBT, "ranking_query": SURELY}
# Of these the reader knows more, sure or not.
_ITS_OWN = frozenset({"ranking_query", "my_record"})
# These are asked for by no more than their names, where that is beyond doubt: 三组组长电话.
_NAMED_ONLY = frozenset({AskedOf.POST, AskedOf.OFFICE})
# From how likely on these are asked where the reader knows the day and nothing else: who is on duty never is.
_OF_A_DAY = {AskedOf.DUTY: inf, AskedOf.OFFICE: SURELY}
# So few characters that do not ask answer something else.
_SHORTEST = 4


def asked_of(request: Request) -> tuple[AskedOf, float] | None:
    """Return what a text asks of a village and how likely (0 to 1); None for what is told, or asked of oneself."""
    kind, chance = kind_asked(request.text)
    least = SURELY if kind is AskedOf.ELSEWHERE else LIKELY
    return None if chance < least or _of_else(request, kind, chance) else (kind, chance)


def surely(kind: AskedOf, chance: float) -> bool:
    """Return whether a question is answered before it is looked how something is done: 提个建议 is done somewhere."""
    return chance >= (BEYOND_DOUBT if kind is AskedOf.OPINION else SURELY)


def _of_else(request: Request, kind: AskedOf, chance: float) -> bool:
    """Return whether a text is no question of that kind: a deed, a nod, what the reader is sure of."""
    reading = request.reading
    sure = (reading.sure or reading.intent in _ITS_OWN) and reading.intent not in _OF_THE_VILLAGE
    # 12月7号呢 asks on after what was answered; whether somebody is there on a day is asked in more words.
    day_open = reading.intent == "clarify" and chance < _OF_A_DAY.get(kind, 0.0)
    said_kindly = talked_back(request.text, request.house.bot_name) is not None or of_others(request.text) is not None
    known = (sure and not _asks_surely(request, kind, chance)) or said_kindly
    return known or day_open or _only_tells(request, kind, chance)


def _only_tells(request: Request, kind: AskedOf, chance: float) -> bool:
    if asks(request.text) or (kind in _NAMED_ONLY and chance >= BEYOND_DOUBT):
        return False
    of_what_is_told = kind in OF_WHAT_IS_TOLD and not (_only_resident(request) and chance >= SURELY)
    told = request.reading.intent in EFFECTS or of_what_is_told
    return told or not request.private or len(request.text) <= _SHORTEST


def _asks_surely(request: Request, kind: AskedOf, chance: float) -> bool:
    """Return whether a text that tells no time asks a village so likely; who is only a resident has little else."""
    least = LIKELY if _only_resident(request) else _LIKE_QUESTIONS.get(request.reading.intent, 1.0)
    return chance >= least and not _timed(request, kind) and asks(request.text)


def reports_wrong(request: Request) -> bool:
    """Return whether somebody who is only a resident surely says that something is wrong, and no deed of his."""
    kind, chance = kind_asked(request.text)
    return _only_resident(request) and kind is AskedOf.WRONG and chance >= SURELY and not _timed(request, kind)


def _only_resident(request: Request) -> bool:
    return request.asker.roles <= {Role.RESIDENT}


def _timed(request: Request, kind: AskedOf) -> bool:
    reading = request.reading
    # Whether somebody is there in the afternoon is asked of the office, whoever is on duty then.
    slot = reading.slots.get("slot") and kind is not AskedOf.OFFICE
    return bool(slot) or any(item.minutes is not None for item in reading.items)
