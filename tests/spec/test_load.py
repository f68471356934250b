"""A spec that is right becomes an estate with every value resolved."""

from __future__ import annotations

from pathlib import Path

import pytest

from futago.spec import environments, load
from modules.catalog import KINDS
from regions import OSAKA, TOKYO
from tests.spec_files import EXAMPLES, MINIMAL, WITH_KEY, SpecWriter


def test_head(spec: SpecWriter) -> None:
    """Name, account and tags are the spec's."""
    estate = load(spec(f"{MINIMAL}tags: {{team: payments}}\n")).estate
    assert ("shop", "123456789012", {"team": "payments"}) == (estate.name, estate.account, estate.tags)


def test_pair_and_home_by_default(spec: SpecWriter) -> None:
    """Without a word the pair is Tokyo and Osaka, and Tokyo writes."""
    estate = load(spec(MINIMAL)).estate
    assert ((TOKYO, OSAKA), TOKYO) == (tuple(estate.pair), estate.home)


def test_pair_the_other_way_round(spec: SpecWriter) -> None:
    """The pair's first Region is the home where none is given."""
    estate = load(spec(f"{MINIMAL}pair: [ap-northeast-3, ap-northeast-1]\n")).estate
    assert ((OSAKA, TOKYO), OSAKA) == (tuple(estate.pair), estate.home)


def test_home_of_its_own(spec: SpecWriter) -> None:
    """The home may be the second Region."""
    assert OSAKA == load(spec(f"{MINIMAL}home: ap-northeast-3\n")).estate.home


def test_every_section_and_setting_is_there(spec: SpecWriter) -> None:
    """What the spec leaves out is there, empty or with its defaults."""
    estate = load(spec(MINIMAL)).estate
    assert (
        {kind.section for kind in KINDS if not kind.single},
        {kind.section for kind in KINDS if kind.single},
    ) == (set(estate.sections), set(estate.settings))


def test_resources_are_of_their_kind(spec: SpecWriter) -> None:
    """A resource is its kind's inputs, in the order of the file."""
    keys = load(spec(f"{MINIMAL}keys: {{b: {{}}, a: {{}}}}\n")).estate.sections["keys"]
    assert (["b", "a"], {KINDS[0].inputs}) == (list(keys), {type(key) for key in keys.values()})


def test_defaults_lie_under_every_resource(spec: SpecWriter) -> None:
    """A default holds where a resource says nothing, and mappings are joined."""
    tables = "tables: {a: {}, b: {consistency: strong, tags: {own: b}}}"
    defaults = "defaults: {tables: {consistency: eventual, partition_key: id, tags: {all: t}}}"
    a, b = load(spec(f"{WITH_KEY}{defaults}\n{tables}\n")).estate.sections["tables"].values()
    assert ({"all": "t"}, {"all": "t", "own": "b"}) == (a.tags, b.tags)


def test_text_that_looks_like_something_else(spec: SpecWriter) -> None:
    """Quoted text stays text, and so does what only YAML 1.1 takes for something else."""
    tags = load(spec(f'{MINIMAL}tags: {{a: "0123", b: no, c: 12:30, d: !!str 5}}\n')).estate.tags
    assert {"a": "0123", "b": "no", "c": "12:30", "d": "5"} == tags


def test_keys_are_names_whatever_they_look_like(spec: SpecWriter) -> None:
    """A key is text: a year, a boolean and null are names of tags."""
    tags = load(spec(f"{MINIMAL}tags: {{2026: a, true: b, null: c}}\n")).estate.tags
    assert {"2026": "a", "true": "b", "null": "c"} == tags


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_load_in_every_environment(path: Path) -> None:
    """Every example is an estate."""
    names = environments(path) or (None,)
    assert list(names) == [load(path, name).estate.environment or None for name in names]
