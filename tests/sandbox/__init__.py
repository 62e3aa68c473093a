"""Tests of the stand-in WeCom."""
