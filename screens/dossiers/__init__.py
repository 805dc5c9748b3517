"""Where a dossier stands (hồ sơ)."""
