"""Showing a branch's stars for some working days, and sending them on."""
