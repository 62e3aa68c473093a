"""Every command, question, kind of number and thing that waits, by area and topic, in the order of the help."""

from collections.abc import Mapping

from bot.clockwork.reminders import Reminder
from bot.drawing.ledgers import Ledger
from bot.understanding.command import Command
from bot.understanding.dialog import Question
from bot.understanding.numbered import Numbered, shared
from bot.understanding.pending import Source
from bot.understanding.request import Anew, Departure, Merger
from handlers import (
    about,
    democracy,
    duty,
    honour,
    ledger,
    library,
    machine,
    matters,
    organisation,
    procedure,
    residents,
    service,
    standards,
    stars,
    undertakings,
)
from handlers.matters import words
from models.organisation.imports.balances import Balance

AREAS = (
    service,
    honour,
    organisation,
    stars,
    duty,
    residents,
    undertakings,
    democracy,
    standards,
    library,
    procedure,
    matters,
    ledger,
    machine,
    about,
)
TOPICS = tuple(topic for area in AREAS for topic in area.TOPICS)

NUMBERED: tuple[Numbered, ...] = tuple(one for topic in TOPICS for one in getattr(topic, "NUMBERED", ()))
COMMANDS: tuple[Command, ...] = tuple(
    shared(one, NUMBERED) if topic is words else one for topic in TOPICS for one in getattr(topic, "COMMANDS", ())
)
QUESTIONS: tuple[Question, ...] = tuple(one for topic in TOPICS for one in getattr(topic, "QUESTIONS", ()))
REMINDERS: tuple[Reminder, ...] = tuple(one for topic in TOPICS for one in getattr(topic, "REMINDERS", ()))
# What has waited is written anew by them when it goes, by the name of the recipe.
RECIPES: Mapping[str, Anew] = {name: anew for topic in TOPICS for name, anew in getattr(topic, "RECIPES", {}).items()}
LEDGERS: tuple[Ledger, ...] = tuple(one for topic in TOPICS for one in getattr(topic, "LEDGERS", ()))
PENDING: tuple[Source, ...] = tuple(one for topic in TOPICS for one in getattr(topic, "PENDING", ()))

# What follows from somebody's leaving, called in the same transaction.
DEPARTURES: tuple[Departure, ...] = tuple(one for topic in TOPICS for one in getattr(topic, "DEPARTURES", ()))
# What follows from a unit's going into another, likewise.
MERGERS: tuple[Merger, ...] = tuple(one for topic in TOPICS for one in getattr(topic, "MERGERS", ()))
# What a roster may bring over from paper beside people.
BALANCES: tuple[Balance, ...] = tuple(one for topic in TOPICS for one in getattr(topic, "BALANCES", ()))
