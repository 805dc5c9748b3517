"""When the certificate with which this terminal proves itself ends."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path


def ends_at(file: Path | None) -> datetime | None:
    """The end of the first certificate of a PEM file; None without one, or when it cannot be read."""
    if file is None:
        return None
    from cryptography.x509 import load_pem_x509_certificate  # noqa: PLC0415 -- only when a report is made

    try:
        return load_pem_x509_certificate(Path(os.path.expandvars(str(file))).read_bytes()).not_valid_after_utc
    except (OSError, ValueError):
        return None
