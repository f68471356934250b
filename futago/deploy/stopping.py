"""Ctrl-C and SIGTERM while Terraform runs."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

from futago.deploy.observer import Observer
from futago.deploy.terraform_run import StoppedError, TerraformRunner

_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextmanager
def stopping_on_signals(runner: TerraformRunner, observer: Observer) -> Iterator[None]:
    """Turn the signals that end a program into one graceful stop of every Terraform of ``runner``.

    The block ends when the last Terraform has; further signals change nothing, for a second interrupt would
    make Terraform drop what it is doing. Signals that this process was started to ignore, as by ``nohup``,
    stay ignored. Outside the main thread, where Python takes no signals, it does nothing.

    Args:
        runner: the runner whose commands are run in the block.
        observer: told of the first signal.

    Raises:
        KeyboardInterrupt: at the end of the block, if there was a signal; it says how each stack was left.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_signal: int, _frame: FrameType | None) -> None:
        if not runner.stop_requested:
            runner.stop()
            observer.stopping()

    runner.allow()
    heeded = [each for each in _SIGNALS if signal.getsignal(each) is not signal.SIG_IGN]
    before = {each: signal.signal(each, stop) for each in heeded}
    try:
        yield
    except StoppedError as stopped:
        raise KeyboardInterrupt(str(stopped)) from stopped
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
    if runner.stop_requested:
        raise KeyboardInterrupt
