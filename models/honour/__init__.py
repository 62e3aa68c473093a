"""The month in figures, and the honour list that is published from them."""
