"""Adapters (bộ nối): each asks one kind of back-office in its own words and gives a dossier as the lobby may see it."""
