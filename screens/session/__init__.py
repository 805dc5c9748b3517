"""Home and what surrounds a visit (lượt sử dụng)."""
