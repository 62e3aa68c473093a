"""The documents, and the generator of the one that is generated."""
