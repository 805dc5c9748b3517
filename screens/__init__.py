"""What people see, touch and hear; the same words as `kiosk`."""
