"""Lượt sử dụng: what the terminal knows about the moment — the hours of the office and who stands before it."""
