"""The month's honour list and the month rows behind it."""
