"""Machines on the terminal: printers and scanners. Knows nothing of `kiosk` or `screens`."""
