"""Desk duty and watch: who sits when, and what follows when he cannot."""
