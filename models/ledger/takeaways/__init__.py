"""Lists that are taken away as files."""
