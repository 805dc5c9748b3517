"""Tình trạng máy: what works on this terminal, what does not, and what to do about it."""
