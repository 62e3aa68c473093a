"""How a village decides."""
