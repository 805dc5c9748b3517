"""Phiếu số thứ tự: numbers that are never given twice and never skipped, and the slips that tell them."""
