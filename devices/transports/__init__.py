"""Ways to carry bytes to a device and back, each with deadlines; none knows a command."""
