"""Swaps and substitutions between two people who both agree."""
