"""The most memory that a process has held."""

import resource
import sys
from pathlib import Path


def peak() -> int:
    """The most memory that this process has held, in KiB.

    Linux keeps it for the program (VmHWM); what getrusage tells is no less than what the parent held as it started it.
    """
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.is_file() else []
    told = next((line.split()[1] for line in lines if line.startswith("VmHWM:")), None)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(told) if told else most // 1024 if sys.platform == "darwin" else most
