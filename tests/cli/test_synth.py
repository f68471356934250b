"""Three ways to synthesize write the same, and a kill leaves nothing that passes for a synthesis."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command_line import BIN, EXAMPLES, ROOT, environment, futago

SPEC = EXAMPLES / "minimal.yaml"
CDKTF = ROOT / "node_modules" / ".bin" / "cdktf"
KILLS = 5


def synthesized(out: Path) -> dict[str, bytes]:
    """Every stack of a synthesis, and its manifest, by path."""
    files = [*out.glob("stacks/*/cdk.tf.json"), *out.glob("manifest.json")]
    return {str(path.relative_to(out)): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def by_futago(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What ``futago synth`` writes."""
    out = tmp_path_factory.mktemp("futago")
    assert 0 == futago("synth", SPEC, "--environment", "production", "--out", out).returncode
    return synthesized(out)


def test_main_writes_the_same(by_futago: dict[str, bytes], tmp_path: Path) -> None:
    """``python main.py``, which cdktf runs, writes the same bytes."""
    subprocess.run(
        [sys.executable, "main.py"],
        cwd=ROOT,
        env=environment(FUTAGO_SPEC=str(SPEC), FUTAGO_ENVIRONMENT="production", CDKTF_OUTDIR=str(tmp_path)),
        check=True,
        capture_output=True,
    )
    assert by_futago == synthesized(tmp_path)


def test_cdktf_writes_the_same(by_futago: dict[str, bytes], tmp_path: Path) -> None:
    """``cdktf synth`` writes the same bytes."""
    assert CDKTF.exists(), "the cdktf command line is missing: run npm ci"
    variables = environment(
        FUTAGO_SPEC=str(SPEC), FUTAGO_ENVIRONMENT="production", CHECKPOINT_DISABLE="1", HOME=str(tmp_path)
    )
    done = subprocess.run(
        [CDKTF, "synth", "--output", tmp_path / "out"],
        cwd=ROOT,
        env=variables,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert 0 == done.returncode, done.stdout + done.stderr
    assert by_futago == synthesized(tmp_path / "out")


def test_kill_leaves_whole_files(by_futago: dict[str, bytes], tmp_path: Path) -> None:
    """Killed at any moment, each file is the old or the new one, and with a manifest they are of one run."""
    changed = tmp_path / "estate.yaml"
    changed.write_text(SPEC.read_text(encoding="utf-8") + "tags: {changed: 'yes'}\n", encoding="utf-8")
    again = tmp_path / "again"
    assert 0 == futago("synth", changed, "-e", "production", "--out", again).returncode
    new = synthesized(again)
    assert by_futago.keys() == new.keys()
    assert by_futago != new
    out = tmp_path / "out"
    moments = random.Random(0)  # noqa: S311 # moments, no secrets
    for _ in range(KILLS):
        futago("synth", SPEC, "-e", "production", "--out", out)
        assert by_futago == synthesized(out)
        process = subprocess.Popen(
            [BIN / "futago", "synth", changed, "-e", "production", "--out", out],
            cwd=ROOT,
            env=environment(),
            stdout=subprocess.DEVNULL,
        )
        try:
            process.wait(moments.uniform(0.1, 1.2))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        found = synthesized(out)
        assert all(found[path] in {by_futago[path], new[path]} for path in found)
        if "manifest.json" in found:
            assert found in (by_futago, new)
