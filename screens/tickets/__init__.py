"""The queue ticket on screen (phiếu số thứ tự)."""
