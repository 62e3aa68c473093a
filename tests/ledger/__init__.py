"""What people do and hear about this, played by chat, and the rules behind it."""
