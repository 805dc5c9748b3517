"""Dossiers (hồ sơ): what was scanned or typed, who is asked about it, and what a lobby may see of the answer."""
