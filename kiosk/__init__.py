"""What the kiosk knows and decides: procedures, dossiers, tickets. No Kivy, no driver."""

VERSION = "0.1.0"
