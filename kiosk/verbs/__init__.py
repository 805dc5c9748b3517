"""Lệnh của kỹ thuật viên: verbs that need no screen, each with its arguments, its table and its --json."""
