"""Thủ tục hành chính: what a citizen can ask this office to do, in the citizen's own words."""
