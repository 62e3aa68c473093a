"""Where things come from, what is kept, what people say of the bot."""

from types import ModuleType

from handlers.ledger import feedback, month, personal_data, takeaways, tracing

TOPICS: tuple[ModuleType, ...] = (
    tracing,
    personal_data,
    feedback,
    month,
    takeaways,
)
