"""Ctrl-C and SIGTERM while a promotion runs."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

from futago.operations.events import Observer
from futago.operations.run import StopRequest

_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextmanager
def stopping_on_signals(stop: StopRequest, observer: Observer) -> Iterator[None]:
    """Turn the first signal into a request to stop, and a second one into an interrupt at once.

    At once is safe too: what is about to be done is in the journal before it is done. Signals that this
    process was started to ignore, as by ``nohup``, stay ignored. Outside the main thread, where Python takes
    no signals, it does nothing.

    Args:
        stop: the request to make.
        observer: told of the first signal.

    Raises:
        KeyboardInterrupt: at the second signal.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def heed(_signal: int, _frame: FrameType | None) -> None:
        if stop.is_made:
            raise KeyboardInterrupt
        stop.make()
        observer.noted("Stopping: the calls that are being made come to their end, no other is begun …")

    heeded = [each for each in _SIGNALS if signal.getsignal(each) is not signal.SIG_IGN]
    before = {each: signal.signal(each, heed) for each in heeded}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
