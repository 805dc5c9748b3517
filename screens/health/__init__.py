"""Trang cán bộ: what staff and technicians see behind the PIN."""
