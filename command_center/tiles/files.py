"""Opening an archive's file, or saying why not."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from command_center.tiles.trouble import Fault, Trouble, Unreadable


def opened(file: Path) -> tuple[int, int]:
    """A descriptor to read with, and the size in bytes. Raises Unreadable."""
    try:
        # Not to wait for a pipe that stands there instead of a file.
        fd = os.open(file, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Unreadable(Trouble(Fault.MISSING, file.name)) from error
    except PermissionError as error:
        raise Unreadable(Trouble(Fault.FORBIDDEN, file.name)) from error
    except (OSError, ValueError) as error:
        raise Unreadable(Trouble(Fault.BROKEN, file.name, getattr(error, "strerror", None) or str(error))) from error
    found = os.fstat(fd)
    if not stat.S_ISREG(found.st_mode) or not found.st_size:
        os.close(fd)
        fault = Fault.EMPTY if stat.S_ISREG(found.st_mode) else Fault.NOT_ONE
        raise Unreadable(Trouble(fault, file.name))
    return fd, found.st_size
