"""Assistive keypads (bàn phím trợ năng): five keys to move and press, one for voice and low buttons."""
