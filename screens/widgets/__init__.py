"""The pieces every screen is built of; one kv each, Python only where there is behaviour."""
