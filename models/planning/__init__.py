"""Which shifts a month has and who takes them, pure."""
