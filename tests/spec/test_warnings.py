"""Keys that mean nothing are warned about, with the nearest that means something."""

from __future__ import annotations

from pathlib import Path

import pytest

from futago.errors import SpecError
from futago.spec import load, validate
from tests.spec_files import EXAMPLES, MINIMAL, WITH_KEY, SpecWriter


def warnings(path: Path) -> list[str]:
    return [str(warning).removeprefix(f"{path}:") for warning in validate(path)]


def test_misspelt_key(spec: SpecWriter) -> None:
    """The nearest known key is guessed, and all are named."""
    path = spec(f"{MINIMAL}keys: {{main: {{grants: {{batch: {{grantee_principal: x, operation: []}}}}}}}}\n")
    with pytest.raises(SpecError) as caught:
        validate(path)
    assert [
        "unknown key 'operation'; did you mean 'operations'? known are grantee_principal and operations"
    ] == [f"{warning.wrong}; {warning.allowed}" for warning in caught.value.warnings]


def test_key_like_no_other(spec: SpecWriter) -> None:
    """Without a near one the known keys are named alone."""
    path = spec(f"{WITH_KEY}reports: {{zzz: 1}}\n")
    assert ["4:11: reports.zzz: unknown key 'zzz'; known are retention_days"] == warnings(path)


def test_top_level_key(spec: SpecWriter) -> None:
    """A misspelt section is found."""
    (warning,) = validate(spec(f"{MINIMAL}database: {{}}\n"))
    assert ("database", "did you mean 'databases'?") == (warning.path, warning.allowed.split(" known")[0])


@pytest.mark.parametrize(
    "part",
    [
        "x-anything: {a: [1, {b: c}]}",
        "tags: {any: thing, at-all: here}",
        "network: {ap-northeast-3: {cidr: 10.9.0.0/16}}",
        """
databases:
  db:
    {engine: aurora-postgresql, engine_version: "16.6", consistency: strong, instance_class: db.r7g.large,
     parameters: {any.thing: 1}}
""",
    ],
)
def test_keys_that_the_user_chooses(spec: SpecWriter, part: str) -> None:
    """Tags, parameters, Regions and the user's own x- keys are never unknown."""
    assert [] == warnings(spec(f"{WITH_KEY}{part}\n"))


def test_unknown_key_in_a_list_of_mappings(spec: SpecWriter) -> None:
    """Mappings in lists are looked into."""
    path = spec(
        f"{WITH_KEY}buckets:\n  b:\n    consistency: eventual\n"
        "    lifecycle: {r: {transitions: [{days: 30, storage_class: GLACIER, day: 1}]}}\n"
    )
    assert ["buckets.b.lifecycle.r.transitions[0].day"] == [each.path for each in validate(path)]


def test_unknown_key_in_what_may_be_short(spec: SpecWriter) -> None:
    """A value that may be a mapping or something shorter is looked into when it is a mapping."""
    path = spec(f"{WITH_KEY}secrets: {{s: {{generate: {{lenght: 40}}}}}}\n")
    assert ["secrets.s.generate.lenght"] == [each.path for each in validate(path)]


def test_unknown_keys_of_every_environment(spec: SpecWriter) -> None:
    """A warning in an environment that was not chosen is given too."""
    path = spec(f"{WITH_KEY}environments: {{a: {{}}, b: {{keys: {{main: {{user: []}}}}}}}}\n")
    assert ["environments.b.keys.main.user"] == [each.path for each in load(path, "a").warnings]


def test_strict(spec: SpecWriter) -> None:
    """In strict mode a warning is an error."""
    path = spec(f"{MINIMAL}colour: blue\n")
    with pytest.raises(SpecError) as caught:
        load(path, strict=True)
    assert (("colour",), ()) == (tuple(each.path for each in caught.value.problems), caught.value.warnings)


def test_lenient(spec: SpecWriter) -> None:
    """Otherwise the estate is loaded and the warning comes with it."""
    path = spec(f"{MINIMAL}colour: blue\n")
    assert ["colour"] == [each.path for each in load(path).warnings]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_are_clean(path: Path) -> None:
    """No example has an error or a warning."""
    assert () == validate(path, strict=True)


APPLICATIONS = """\
estate: shop
account: "123456789012"
keys: {{main: {{}}}}
databases:
  ledger:
    {{consistency: strong, engine: aurora-postgresql, engine_version: "17.7", instance_class: db.r7g.large,
     write_forwarding: true}}
tables:
  carts: {{consistency: strong, partition_key: id}}
  clicks: {{consistency: eventual, partition_key: id}}
applications: {{batch: {{runs_on: ecs, {runs_in}uses: {{{uses}}}}}}}
"""
IN_TOKYO = "runs_in: [ap-northeast-1], "


@pytest.mark.parametrize(
    ("runs_in", "uses", "expected"),
    [
        (IN_TOKYO, "tables: {carts: write}", ["it runs in ap-northeast-1 only"]),
        (
            IN_TOKYO,
            "tables: {carts: {access: read, strong_reads: home}}",
            ["table 'carts' has its home in ap-northeast-3, where the application does not run"],
        ),
        (IN_TOKYO, "tables: {carts: read, clicks: write}", []),
        (IN_TOKYO, "databases: {ledger: read-write}", []),
        ("", "tables: {carts: {access: read-write, strong_reads: home}}", []),
    ],
)
def test_what_cannot_hold_after_a_promotion(
    spec: SpecWriter, runs_in: str, uses: str, expected: list[str]
) -> None:
    """An application that is tied to the home of today is told of before the night in which it moves."""
    found = validate(spec(APPLICATIONS.format(runs_in=runs_in, uses=uses)))
    before = "after a promotion of ap-northeast-3 the spec would be refused: "
    assert expected == [each.wrong.removeprefix(before).partition(", and the")[0] for each in found]
