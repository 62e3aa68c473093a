"""One file per command and per question; COMMANDS lists them in the order of the help."""

from bot.command import Command
from bot.dialog import Question
from handlers.about import about, ask_suggestion, cancel, feedback, help, privacy, who_am_i
from handlers.activities import (
    ask_category,
    ask_minutes,
    ask_proxy,
    ask_spoken,
    ask_twin,
    ask_whom,
    correct,
    my_records,
    report,
    revoke,
    trace,
)
from handlers.delivery import deliveries, pause, resend, resume, timed, try_out
from handlers.places import belt_of, belts, summary
from handlers.rankings import honour_list, my_place, preview, reissue
from handlers.verification import approve, pending, send_back

COMMANDS: tuple[Command, ...] = (
    report.COMMAND,
    my_records.COMMAND,
    correct.COMMAND,
    revoke.COMMAND,
    pending.COMMAND,
    approve.COMMAND,
    send_back.COMMAND,
    preview.COMMAND,
    my_place.COMMAND,
    honour_list.COMMAND,
    summary.COMMAND,
    trace.COMMAND,
    deliveries.COMMAND,
    timed.COMMAND,
    try_out.COMMAND,
    pause.COMMAND,
    resume.COMMAND,
    resend.COMMAND,
    reissue.COMMAND,
    belts.COMMAND,
    belt_of.COMMAND,
    help.COMMAND,
    cancel.COMMAND,
    who_am_i.COMMAND,
    privacy.COMMAND,
    about.COMMAND,
    feedback.COMMAND,
)

QUESTIONS: tuple[Question, ...] = (
    ask_minutes.QUESTION,
    ask_twin.QUESTION,
    ask_category.QUESTION,
    ask_spoken.QUESTION,
    ask_whom.QUESTION,
    ask_proxy.QUESTION,
    ask_suggestion.QUESTION,
)
