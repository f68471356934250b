"""Each operation and each of its steps as an OpenTelemetry span; nothing where nobody asks for it.

The packages are the optional extra ``tracing``. Where to is OpenTelemetry's own affair: the standard
variables ``OTEL_EXPORTER_OTLP_ENDPOINT``, ``OTEL_SERVICE_NAME`` and so on hold (OpenTelemetry specification,
"Environment Variable Specification").
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, Literal

from futago.errors import ToolchainError
from futago.operations.events import Observer, StepEvent, StepState
from modules.operation import Promotion

Exporter = Literal["none", "console", "otlp"]
_LAST_SECONDS: Final = 3.0


def exporter_of_environment() -> Exporter:
    """What ``OTEL_TRACES_EXPORTER`` asks for; a list is taken by what of it is known here."""
    asked = {word.strip() for word in os.environ.get("OTEL_TRACES_EXPORTER", "none").split(",")}
    return "otlp" if "otlp" in asked else "console" if "console" in asked else "none"


@contextmanager
def traced(observer: Observer, promotion: Promotion, exporter: Exporter) -> Iterator[Observer]:
    """Trace a promotion while the block runs.

    Args:
        observer: whom to tell besides.
        promotion: what is run.
        exporter: where spans go; with ``none`` nothing is imported and the observer is handed back.

    Yields:
        The observer to run the promotion with.

    Raises:
        ToolchainError: the packages are not installed.
    """
    if exporter == "none":
        yield observer
        return
    provider = _provider(exporter)
    tracer = provider.get_tracer("futago.operations")
    attributes = {
        "futago.estate": promotion.estate.names.prefix,
        "futago.operation": promotion.operation,
        "futago.mode": promotion.mode.value,
        "cloud.region": promotion.to.code,
        "cloud.account.id": promotion.estate.account,
    }
    try:
        with tracer.start_as_current_span(f"promote {promotion.mode.value}", attributes=attributes):
            spans = _Spans(observer, tracer)
            try:
                yield spans
            finally:
                spans.end()
    finally:
        _end(provider)


def _end(provider: Any) -> None:
    """Send what is left, and wait for it a little only: the collector may be in the Region that is dark."""
    thread = threading.Thread(target=provider.shutdown, name="spans", daemon=True)
    thread.start()
    thread.join(_LAST_SECONDS)


def _provider(exporter: Exporter) -> Any:
    try:
        from opentelemetry.sdk.resources import Resource  # noqa: PLC0415 # the optional extra
        from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415 # likewise
        from opentelemetry.sdk.trace.export import (  # noqa: PLC0415 # likewise
            BatchSpanProcessor,
            ConsoleSpanExporter,
        )

        provider = TracerProvider(resource=Resource.create({"service.name": "futago"}))
        spans: Any = ConsoleSpanExporter(out=sys.stderr) if exporter == "console" else _otlp()
    except ImportError as error:
        raise ToolchainError(
            f"traces were asked for, and {error.name} is not installed",
            next_command="pip install 'futago[tracing]'",
        ) from None
    provider.add_span_processor(BatchSpanProcessor(spans))
    return provider


def _otlp() -> Any:
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import (  # noqa: PLC0415 # the optional extra
        OTLPSpanExporter,
    )

    return OTLPSpanExporter()


class _Spans:
    """Opens a span when a step begins, and closes it when it ends; hands everything on."""

    def __init__(self, observer: Observer, tracer: Any) -> None:
        self._observer = observer
        self._tracer = tracer
        self._open: dict[str, Any] = {}

    def happened(self, event: StepEvent) -> None:
        step = event.step
        span = self._open.get(step.id)
        if span is None:
            span = self._open[step.id] = self._tracer.start_span(
                f"{step.noun} {step.id.rpartition('/')[2]}",
                attributes={
                    "futago.step": step.id,
                    "futago.phase": step.phase.value,
                    "cloud.region": step.region,
                },
            )
        span.add_event(event.state.value, {"seen": event.seen})
        if event.state.is_end:
            if event.lag_seconds is not None:
                span.set_attribute("futago.lag_seconds", event.lag_seconds)
            if event.state is StepState.FAILED:
                _mark_failed(span, event.seen)
            self._open.pop(step.id).end()
        self._observer.happened(event)

    def noted(self, note: str) -> None:
        self._observer.noted(note)

    def end(self) -> None:
        """End the spans of steps that were cut short."""
        for span in self._open.values():
            span.end()


def _mark_failed(span: Any, why: str) -> None:
    from opentelemetry.trace import Status, StatusCode  # noqa: PLC0415 # the optional extra

    span.set_status(Status(StatusCode.ERROR, why))
