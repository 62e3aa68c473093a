"""What was done, by whom, because of which message; and what people say about the bot itself."""
