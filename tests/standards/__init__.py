"""Demonstration sites, played by chat."""
