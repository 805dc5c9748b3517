"""How long this process has been running, as the kernel counts it: from exec, imports included."""

from __future__ import annotations

import os
import time
from pathlib import Path

START_TIME = 22 - 3  # field 22 of /proc/self/stat; the first two and the name's bracket are cut off before


def process_age_s() -> float:
    """Seconds since this process was started; a hundredth of a second is as fine as the kernel tells.

    source  proc_pid_stat(5), starttime in clock ticks since boot.
    """
    fields = Path("/proc/self/stat").read_text("ascii").rpartition(")")[2].split()
    started_s = int(fields[START_TIME]) / os.sysconf("SC_CLK_TCK")
    return time.clock_gettime(time.CLOCK_BOOTTIME) - started_s
