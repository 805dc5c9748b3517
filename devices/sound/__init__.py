"""Loudspeaker and headphones (loa, tai nghe): what can be heard here, and by whom."""
