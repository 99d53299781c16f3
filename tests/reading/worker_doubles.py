"""Readers that misbehave on demand; top-level functions, so that worker processes can import them."""

import os
import time
from pathlib import Path

from skpd_eval.errors import FileRefusedError
from skpd_eval.model import FileReading
from skpd_eval.reading.guard import Task, identify


def read(task: Task) -> FileReading:
    """Do what the task's options say, then read."""
    match task.options:
        case "refuse":
            raise FileRefusedError("damaged", task.file, part="sheet1")
        case "fault":
            raise ZeroDivisionError("no such luck")
        case "memory":
            raise MemoryError
        case "swell":
            bytearray(3 * 1024**3)
        case "abort":
            os.abort()
        case "exit":
            os._exit(3)
        case "hang":
            time.sleep(60)
        case "print":
            os.write(1, b"noise on stdout")
            os.write(2, b"noise on stderr")
        case float(seconds):
            time.sleep(seconds)
    return FileReading(task.path, task.file, *identify(task.path))


def tell_process(task: Task) -> FileReading:
    """Give the number of the worker as the checksum."""
    return FileReading(task.path, task.file, str(os.getpid()), 0)


def sleep_long(task: Task) -> FileReading:
    """Say that reading began, then sleep."""
    Path(str(task.options)).write_text(str(os.getpid()))
    time.sleep(60)
    return read(task)
