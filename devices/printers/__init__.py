"""Thermal printers (máy in nhiệt): one contract, one dialect, one conversation, models as data."""
