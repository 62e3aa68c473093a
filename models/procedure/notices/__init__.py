"""How long a notice hangs."""
