"""Each operation and each step is a span, where traces are asked for; else nothing is even imported."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from futago.errors import ToolchainError
from futago.operations import tracing
from futago.operations.events import Silent, StepEvent, StepState
from futago.operations.tracing import exporter_of_environment, traced
from tests.operations.test_report import PROMOTE, VERIFY, decision_of


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> InMemorySpanExporter:
    """Where spans go, in place of a collector."""
    exporter = InMemorySpanExporter()

    def provider(_exporter: str) -> Any:
        made = TracerProvider()
        made.add_span_processor(SimpleSpanProcessor(exporter))
        return made

    monkeypatch.setattr(tracing, "_provider", provider)
    return exporter


def test_operation_and_steps_are_spans(spans: InMemorySpanExporter) -> None:
    """The operation's span holds one for each step, with how it went."""
    decision = decision_of(PROMOTE, VERIFY)
    with traced(Silent(), decision.promotion, "console") as observer:
        observer.happened(StepEvent(PROMOTE, StepState.LOOKING))
        observer.happened(StepEvent(PROMOTE, StepState.DONE, "promoted", 0.5))
        observer.happened(StepEvent(VERIFY, StepState.LOOKING))
        observer.happened(StepEvent(VERIFY, StepState.FAILED, "AccessDenied"))
    promoted, verified, operation = spans.get_finished_spans()
    assert "promote failover" == operation.name
    for span in (promoted, verified):
        assert span.parent is not None
        assert operation.context.span_id == span.parent.span_id
    assert ["looking", "done"] == [event.name for event in promoted.events]
    assert 0.5 == dict(promoted.attributes or {})["futago.lag_seconds"]
    assert (True, False) == (promoted.status.is_ok, verified.status.is_ok)
    assert "AccessDenied" == verified.status.description


def test_observer_is_told_all_the_same(spans: InMemorySpanExporter) -> None:  # noqa: ARG001 # traced to it
    """Whoever shows the progress sees every event."""
    told: list[StepEvent] = []

    class Listening(Silent):
        def happened(self, event: StepEvent) -> None:
            told.append(event)

    event = StepEvent(PROMOTE, StepState.DONE)
    with traced(Listening(), decision_of(PROMOTE).promotion, "console") as observer:
        observer.happened(event)
    assert [event] == told


def test_step_cut_short_ends_its_span(spans: InMemorySpanExporter) -> None:
    """A step that is under way when the operation is interrupted is a span, too."""
    with traced(Silent(), decision_of(PROMOTE).promotion, "console") as observer:
        observer.happened(StepEvent(PROMOTE, StepState.RUNNING))
    assert ["database failover", "promote failover"] == [span.name for span in spans.get_finished_spans()]


@pytest.mark.parametrize(
    ("value", "exporter"),
    [
        (None, "none"),
        ("none", "none"),
        ("otlp", "otlp"),
        ("console", "console"),
        ("x,otlp", "otlp"),
        ("x", "none"),
    ],
)
def test_environment(monkeypatch: pytest.MonkeyPatch, value: str | None, exporter: str) -> None:
    """OpenTelemetry's own variable says where traces go."""
    if value is None:
        monkeypatch.delenv("OTEL_TRACES_EXPORTER", raising=False)
    else:
        monkeypatch.setenv("OTEL_TRACES_EXPORTER", value)
    assert exporter == exporter_of_environment()


def test_missing_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks for traces without the extra is told what to install."""
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.resources", None)
    with (
        pytest.raises(ToolchainError, match=r"opentelemetry\.sdk\.resources is not installed") as raised,
        traced(Silent(), decision_of(PROMOTE).promotion, "otlp"),
    ):
        pass
    assert "futago[tracing]" in str(raised.value.next_command)


def test_nothing_is_imported_where_nobody_asks() -> None:
    """The whole command comes without OpenTelemetry."""
    script = (
        "import sys, futago.cli.promotion; print([m for m in sys.modules if m.startswith('opentelemetry')])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "[]" == done.stdout.strip()
