"""Publishing the month's honour list: frozen versions and what each group is told."""
