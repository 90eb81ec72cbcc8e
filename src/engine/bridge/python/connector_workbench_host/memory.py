"""The resident memory of this process, where the system tells."""

import sys

STEP_BYTES = 16 * 1024 * 1024


class MemoryGauge:
    """Reports the process's memory when its peak has grown by `STEP_BYTES`. `report({bytes, peakBytes})` sends it."""

    def __init__(self, report):
        self._report = report
        self._peak = 0
        self._reported = 0

    def sample(self, is_last=False):
        now, peak = resident_bytes()
        if now is None:
            return
        self._peak = max(self._peak, peak)
        if is_last or self._peak >= self._reported + STEP_BYTES:
            self._reported = self._peak
            self._report({"bytes": now, "peakBytes": self._peak})


def resident_bytes():
    """(now, the most so far), or (None, None) where the system does not tell."""
    try:
        if sys.platform == "linux":
            return _linux()
        if sys.platform == "win32":
            return _windows()
        return _unix()
    except (ImportError, OSError, ValueError, AttributeError, KeyError):
        return None, None


def _linux():
    with open("/proc/self/status", "rb") as status:
        lines = dict(line.split(b":", 1) for line in status if line.startswith(b"Vm"))
    return tuple(int(lines[name].split()[0]) * 1024 for name in (b"VmRSS", b"VmHWM"))


def _unix():
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    peak *= 1 if sys.platform == "darwin" else 1024
    return peak, peak


def _windows():
    import ctypes
    from ctypes import wintypes

    class Counters(ctypes.Structure):
        _fields_ = [
            ("cb", wintypes.DWORD),
            ("PageFaultCount", wintypes.DWORD),
            ("PeakWorkingSetSize", ctypes.c_size_t),
            ("WorkingSetSize", ctypes.c_size_t),
            ("QuotaPeakPagedPoolUsage", ctypes.c_size_t),
            ("QuotaPagedPoolUsage", ctypes.c_size_t),
            ("QuotaPeakNonPagedPoolUsage", ctypes.c_size_t),
            ("QuotaNonPagedPoolUsage", ctypes.c_size_t),
            ("PagefileUsage", ctypes.c_size_t),
            ("PeakPagefileUsage", ctypes.c_size_t),
        ]

    process = ctypes.windll.kernel32.GetCurrentProcess
    process.restype = wintypes.HANDLE
    read = ctypes.windll.psapi.GetProcessMemoryInfo
    read.argtypes = [wintypes.HANDLE, ctypes.POINTER(Counters), wintypes.DWORD]
    counters = Counters(cb=ctypes.sizeof(Counters))
    if not read(process(), ctypes.byref(counters), counters.cb):
        raise OSError("GetProcessMemoryInfo failed")
    return counters.WorkingSetSize, counters.PeakWorkingSetSize
