"""Makes the declared calls of one Region, each once, and says in the kinds' words what came of them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import Future
from threading import Lock
from typing import Any, TypeVar

from futago.aws import Trouble, error_code, trouble_of
from futago.parity.unseen import UnseenError
from modules.operation import Unreachable
from modules.parity import Call, GoneError
from modules.proof import Clients
from regions import Region

T = TypeVar("T")
_DARK = frozenset({Trouble.UNSENT, Trouble.UNANSWERED})


class RegionReader:
    """A ``modules.parity.Reader`` of one Region; safe to share between threads and kinds.

    Args:
        clients: reading clients.
        region: which Region is asked.
        declared: the calls that may be made.
    """

    def __init__(self, clients: Clients, region: Region, declared: Collection[Call]) -> None:
        self._clients = clients
        self._region = region
        self._declared = frozenset(declared)
        self._answers: dict[tuple[str, str, str, str], Future[Any]] = {}
        self._lock = Lock()
        self.made: Counter[Call] = Counter()
        """How often each call was made, every page counted."""

    def one(self, call: Call, **parameters: Any) -> Mapping[str, Any] | None:
        """See ``modules.parity.Reader``."""
        return self._once("one", call, parameters, lambda: self._ask(call, parameters))

    def all(self, call: Call, **parameters: Any) -> Sequence[Any]:
        """See ``modules.parity.Reader``."""
        return self._once("all", call, parameters, lambda: self._list(call, parameters))

    def index(self, call: Call, key: str, **parameters: Any) -> Mapping[str, Any]:
        """See ``modules.parity.Reader``."""
        items = self.all(call, **parameters)
        return self._once(key, call, parameters, lambda: {each[key]: each for each in items})

    def _once(self, form: str, call: Call, parameters: Mapping[str, Any], make: Callable[[], T]) -> T:
        """What was made before for the same question; whoever asks while it is being made waits for it."""
        if call not in self._declared:
            raise ValueError(f"{call.service} {call.operation} is not declared in any kind's CALLS")
        question = (call.service, call.operation, form, json.dumps(parameters, sort_keys=True))
        with self._lock:
            answer = self._answers.get(question)
            mine = answer is None
            if answer is None:
                answer = self._answers[question] = Future()
        if mine:
            try:
                answer.set_result(make())
            except BaseException as error:  # noqa: BLE001 # it belongs to whoever asks
                answer.set_exception(error)
        result: T = answer.result()
        return result

    def _ask(self, call: Call, parameters: Mapping[str, Any]) -> Mapping[str, Any] | None:
        client = self._clients.client(call.service, self._region)
        try:
            self._count(call)
            answer: Mapping[str, Any] = getattr(client, call.operation)(**parameters)
        except Exception as error:
            if error_code(error) in call.nothing:
                return None
            raise self._said(call, error) from error
        return answer

    def _list(self, call: Call, parameters: Mapping[str, Any]) -> Sequence[Any]:
        client = self._clients.client(call.service, self._region)
        items: list[Any] = []
        self._count(call)
        try:
            if not client.can_paginate(call.operation):
                return tuple(getattr(client, call.operation)(**parameters).get(call.items) or ())
            for number, page in enumerate(client.get_paginator(call.operation).paginate(**parameters)):
                if number > 0:
                    self._count(call)
                items += page.get(call.items) or ()
        except Exception as error:
            if error_code(error) in call.nothing:
                return ()
            raise self._said(call, error) from error
        return tuple(items)

    def _count(self, call: Call) -> None:
        with self._lock:
            self.made[call] += 1

    def _said(self, call: Call, error: Exception) -> Exception:
        """What an error of the SDK says: that the thing is gone, or that it could not be seen."""
        if error_code(error) in call.gone:
            return GoneError(str(error))
        trouble = trouble_of(error)
        if trouble is None:
            return error
        why = f"{call.action}: {error_code(error) or trouble.value}: {error}"
        unreachable = Unreachable(self._region.code, call.service, why, dark=trouble in _DARK)
        return UnseenError(unreachable, call, trouble)
