"""Reading in processes of their own: a file that makes a library abort, hang or swell harms itself alone.

Workers are started fresh (``spawn``), live for several files, and answer over a pipe. What goes wrong with a
file is a finding of that file; the next ones go on.
"""

from __future__ import annotations

import contextlib
import importlib
import multiprocessing
import os
import pickle
import signal
import sys
import time
import types
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from skpd_eval.errors import Argument, UsageError
from skpd_eval.model import FileReading
from skpd_eval.portable import limit_memory
from skpd_eval.reading.guard import Task, failed, read_guarded

_STARTING = 120.0
"""Seconds that a worker may take until it is ready: a cold disk, a virus scanner."""
_PATIENCE = 2.0
_READY = b""

Read = Callable[[Task], FileReading]
Progress = Callable[[int, int, str], None]


def read_files(
    tasks: Sequence[Task],
    read: Read | str,
    *,
    workers: int,
    seconds: float = 60,
    memory_mb: int = 1536,
    progress: Progress | None = None,
) -> Iterator[tuple[Task, FileReading]]:
    """Read each task in a worker process; yield the readings in the order of ``tasks``.

    ``read`` is a top-level function, or its name as ``module:function``. ``seconds`` bounds one file,
    ``memory_mb`` one worker (where the system can). ``progress`` is told files done, files in all, and the
    name of the file just done. A file that cannot be read yields a reading with one error finding: the
    refusal's own code, or ``reader-timeout`` (``seconds``), ``reader-crashed`` (``status``: exit code,
    negative for a signal), ``reader-out-of-memory`` (``megabytes``), ``reader-fault`` (``text``, ``trace``).
    """
    if not tasks:
        return
    name = read if isinstance(read, str) else _name_of(read)
    if multiprocessing.current_process().daemon:
        # Such a process may have no children; it is the scheduler's own worker, and guards the run itself.
        yield from _read_here(tasks, name, progress)
        return
    pool = _Pool(tasks, name, seconds, memory_mb)
    try:
        pool.start(max(1, min(workers, len(tasks))))
        done = 0
        for index, task in enumerate(tasks):
            while index not in pool.readings:
                for finished in pool.advance():
                    done += 1
                    if progress is not None:
                        progress(done, len(tasks), tasks[finished].file)
            yield task, pool.readings.pop(index)
    finally:
        pool.stop()


def _name_of(read: Read) -> str:
    module, name = read.__module__, read.__qualname__
    if module == "__main__" or "." in name or "<" in name:
        raise UsageError("reader-not-importable", name=name)
    return f"{module}:{name}"


def _function(name: str) -> Read:
    module, _, function = name.partition(":")
    found: Read = getattr(importlib.import_module(module), function)
    return found


def _read_here(
    tasks: Sequence[Task], name: str, progress: Progress | None
) -> Iterator[tuple[Task, FileReading]]:
    read = _function(name)
    for done, task in enumerate(tasks, 1):
        reading, _ = read_guarded(task, read, 0)
        if progress is not None:
            progress(done, len(tasks), task.file)
        yield task, reading


def serve(connection: Connection, name: str, memory_mb: int) -> None:
    """The life of a worker: answer each task until the pipe closes, and print nothing."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    silent = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        with contextlib.suppress(OSError):
            os.dup2(silent, stream)
    limit_memory(memory_mb)
    fault: Exception | None = None
    read: Read | None = None
    try:
        read = _function(name)
    except Exception as error:
        fault = error
    with contextlib.suppress(EOFError, OSError):
        connection.send_bytes(_READY)
        healthy = True
        while healthy:
            task: Task = connection.recv()
            reading, healthy = read_guarded(task, read or _raiser(fault), memory_mb)
            connection.send_bytes(_packed(task, reading, memory_mb))


def _raiser(fault: Exception | None) -> Read:
    def read(_task: Task) -> FileReading:
        raise fault or RuntimeError("no reader")

    return read


def _packed(task: Task, reading: FileReading, memory_mb: int) -> bytes:
    try:
        return pickle.dumps(reading, pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        return pickle.dumps(failed(task, "reader-out-of-memory", megabytes=memory_mb))


@dataclass(slots=True, eq=False)
class _Worker:
    process: BaseProcess
    connection: Connection
    task: int | None = None
    ready: bool = False
    deadline: float = 0.0


class _Pool:
    """The workers of one run; ``readings`` holds what was read and not yet asked for."""

    def __init__(self, tasks: Sequence[Task], name: str, seconds: float, memory_mb: int) -> None:
        self.tasks, self.name = tasks, name
        self.seconds, self.memory_mb = seconds, memory_mb
        self.readings: dict[int, FileReading] = {}
        self.workers: list[_Worker] = []
        self.following = 0

    def start(self, count: int) -> None:
        for _ in range(count):
            self._hire()

    def _hire(self) -> None:
        """Start a worker if there is work for it."""
        if self.following >= len(self.tasks):
            return
        ours, theirs = multiprocessing.Pipe()
        context = multiprocessing.get_context("spawn")
        process = context.Process(target=serve, args=(theirs, self.name, self.memory_mb), daemon=True)
        worker = _Worker(process, ours)
        self.workers.append(worker)
        with _without_main():
            process.start()
        theirs.close()
        self._assign(worker)

    def _assign(self, worker: _Worker) -> None:
        worker.task = None
        if self.following >= len(self.tasks):
            return
        worker.task = self.following
        self.following += 1
        worker.deadline = time.monotonic() + (self.seconds if worker.ready else _STARTING)
        # A worker that is gone by now shows as a closed pipe at the next wait.
        with contextlib.suppress(OSError):
            worker.connection.send(self.tasks[worker.task])

    def advance(self) -> list[int]:
        """Wait until something happens; give the tasks that are done."""
        busy = [worker for worker in self.workers if worker.task is not None]
        patience = min(worker.deadline for worker in busy) - time.monotonic()
        ready = wait([worker.connection for worker in busy], max(0.0, patience))
        done: list[int] = []
        for worker in busy:
            index = worker.task
            assert index is not None
            if worker.connection in ready:
                if self._listen(worker, index):
                    done.append(index)
            elif time.monotonic() >= worker.deadline:
                self._dismiss(worker)
                self._fail(index, "reader-timeout", seconds=round(self.seconds))
                done.append(index)
                self._hire()
        return done

    def _listen(self, worker: _Worker, index: int) -> bool:
        """Take a message; whether the task is done by it."""
        try:
            message = worker.connection.recv_bytes()
            if message == _READY:
                worker.ready = True
                worker.deadline = time.monotonic() + self.seconds
                return False
            reading: FileReading = pickle.loads(message)
        except (EOFError, OSError, pickle.UnpicklingError):
            status = self._dismiss(worker)
            self._fail(index, "reader-crashed", status=status)
            self._hire()
            return True
        self.readings[index] = reading
        if any(finding.code == "reader-out-of-memory" for finding in reading.findings):
            self._dismiss(worker)
            self._hire()
        else:
            self._assign(worker)
        return True

    def _fail(self, index: int, code: str, **arguments: Argument) -> None:
        self.readings[index] = failed(self.tasks[index], code, **arguments)

    def _dismiss(self, worker: _Worker) -> int:
        """End a worker that is of no more use; give the code it exited with by itself, else 0."""
        self.workers.remove(worker)
        worker.connection.close()
        worker.process.join(_PATIENCE if worker.task is None else 0.2)
        status = worker.process.exitcode
        if status is None:
            worker.process.kill()
            worker.process.join()
        worker.process.close()
        return 0 if status is None else status

    def stop(self) -> None:
        """End all workers at once; what they still read is not wanted."""
        for worker in self.workers:
            worker.connection.close()
            if worker.process.pid is not None:
                worker.process.kill()
                worker.process.join()
            worker.process.close()
        self.workers.clear()


@contextlib.contextmanager
def _without_main() -> Iterator[None]:
    """Hide the main module while a process starts: a worker needs none of it.

    ``spawn`` would run the caller's script again in the worker: slow for a console script, and an endless
    chain of processes for a script without the usual guard.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = types.ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
