"""One open question per person and chat, kept in a row so that it survives a restart."""
