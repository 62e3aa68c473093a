"""Which shifts a month has, in the words that everything about duty shares."""
