"""Where things come from, what is kept, what people say of the bot."""

from types import ModuleType

from handlers.ledger import feedback, personal_data, takeaways, tracing

TOPICS: tuple[ModuleType, ...] = (
    tracing,
    personal_data,
    feedback,
    takeaways,
)
