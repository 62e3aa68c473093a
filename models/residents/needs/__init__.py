"""What a resident reports or wants done: who does it until when, what is late, and what he says of it."""
