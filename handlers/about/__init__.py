"""About the bot and oneself."""
