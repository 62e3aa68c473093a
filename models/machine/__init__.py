"""What the machine keeps of its own: messages in and out, due moments, open questions."""
