"""Hands what a scanner found to its listener: a state once per change, scans and troubles apart."""

from __future__ import annotations

from collections.abc import Iterable

from devices.scanners.contract import OnScan, OnState, OnTrouble, Scan, ScannerState, Trouble


class Telling:
    """The three callbacks of one `listen`."""

    def __init__(self, on_scan: OnScan, on_state: OnState, on_trouble: OnTrouble) -> None:
        self._on_scan = on_scan
        self._on_state = on_state
        self._on_trouble = on_trouble
        self._told: ScannerState | None = None

    def state(self, state: ScannerState) -> None:
        """Say it unless it was said last."""
        if state is not self._told:
            self._told = state
            self._on_state(state)

    def found(self, things: Iterable[Scan | Trouble]) -> None:
        """Say each of them, in order."""
        for thing in things:
            if isinstance(thing, Scan):
                self._on_scan(thing)
            else:
                self._on_trouble(thing)
