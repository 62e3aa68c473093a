"""Making a month's roster, changing it by hand, publishing it."""
