"""Where a problem is said to be: the file's line and column, and the path as the user wrote it."""

from __future__ import annotations

from pathlib import Path

import pytest

from futago.errors import SpecError
from futago.spec import validate
from tests.spec_files import MINIMAL, WITH_KEY, SpecWriter


def places(path: Path) -> list[tuple[int, int, str]]:
    with pytest.raises(SpecError) as caught:
        validate(path)
    return [(problem.line, problem.column, problem.path) for problem in caught.value.problems]


def test_value(spec: SpecWriter) -> None:
    """A wrong value is pointed at where it starts."""
    path = spec(f"{MINIMAL}keys:\n  main:\n    rotation_period_in_days:   5\n")
    assert [(5, 32, "keys.main.rotation_period_in_days")] == places(path)


def test_missing_key(spec: SpecWriter) -> None:
    """What is missing is looked for at the key of what it is missing from."""
    path = spec(f"{WITH_KEY}buckets:\n  receipts:\n    tags: {{}}\n")
    assert [(5, 3, "buckets.receipts.consistency")] == places(path)


def test_item_of_a_list(spec: SpecWriter) -> None:
    """An item is named by its index."""
    path = spec(f'{MINIMAL}keys:\n  main:\n    users:\n      - "arn:aws:iam::123456789012:root"\n      - x\n')
    assert [(7, 9, "keys.main.users[1]")] == places(path)


def test_block_text(spec: SpecWriter) -> None:
    """Text in a block is pointed at where the block starts."""
    path = spec(f"{MINIMAL}keys:\n  main:\n    enable_key_rotation: |\n      true\n")
    assert [(5, 26, "keys.main.enable_key_rotation")] == places(path)


def test_characters_wider_than_a_byte(spec: SpecWriter) -> None:
    """Columns count characters."""
    path = spec(f"{MINIMAL}keys: {{main: {{description: 双子座, rotation_period_in_days: 5}}}}\n")
    assert [(3, 58, "keys.main.rotation_period_in_days")] == places(path)


def test_alias(spec: SpecWriter) -> None:
    """A value behind an alias is pointed at where it is written, by the path that uses it."""
    path = spec(f"x-days: &days 5\n{MINIMAL}keys: {{main: {{rotation_period_in_days: *days}}}}\n")
    assert [(1, 9, "keys.main.rotation_period_in_days")] == places(path)


def test_merge_key(spec: SpecWriter) -> None:
    """A value that a merge key brings is pointed at where it is written; own keys win over it."""
    path = spec(
        f"x-base: &base\n  rotation_period_in_days: 5\n  enable_key_rotation: maybe\n{MINIMAL}"
        "keys:\n  main:\n    <<: *base\n    rotation_period_in_days: 180\n"
    )
    assert [(3, 24, "keys.main.enable_key_rotation")] == places(path)


def test_first_of_several_merged_mappings_wins(spec: SpecWriter) -> None:
    """Of the mappings of one merge key the first wins."""
    path = spec(
        "x-a: &a {rotation_period_in_days: 180}\nx-b: &b {rotation_period_in_days: 5}\n"
        f"{MINIMAL}keys: {{main: {{<<: [*a, *b]}}, other: {{<<: [*b, *a]}}}}\n"
    )
    assert [(2, 35, "keys.other.rotation_period_in_days")] == places(path)


def test_default(spec: SpecWriter) -> None:
    """A default is pointed at among the defaults, once for all resources."""
    path = spec(f"{MINIMAL}defaults: {{keys: {{rotation_period_in_days: 5}}}}\nkeys: {{a: {{}}, b: {{}}}}\n")
    assert [(3, 44, "defaults.keys.rotation_period_in_days")] == places(path)


def test_own_value_over_a_default(spec: SpecWriter) -> None:
    """A resource's own value wins over the default, inside mappings too."""
    path = spec(
        f"{MINIMAL}defaults: {{keys: {{rotation_period_in_days: 5, tags: {{a: b}}}}}}\n"
        "keys: {main: {rotation_period_in_days: 180, tags: {c: 1}}}\n"
    )
    assert [(4, 55, "keys.main.tags.c")] == places(path)


def test_default_of_an_environment(spec: SpecWriter) -> None:
    """A default that an environment changes is pointed at in the environment."""
    path = spec(
        f"{MINIMAL}defaults: {{keys: {{description: a}}}}\nkeys: {{main: {{}}}}\n"
        "environments:\n  staging: {defaults: {keys: {rotation_period_in_days: 5}}}\n"
    )
    assert [(6, 56, "environments.staging.defaults.keys.rotation_period_in_days")] == places(path)


def test_finding_of_the_whole_estate(spec: SpecWriter) -> None:
    """What only the whole estate shows is pointed at in the resource."""
    path = spec(f"{WITH_KEY}secrets:\n  webhooks:\n    key: cards\n")
    assert [(6, 10, "secrets.webhooks.key")] == places(path)


def test_key_that_is_no_plain_word(spec: SpecWriter) -> None:
    """A key with a dot or a space is quoted in a path."""
    path = spec(f"{MINIMAL}tags: {{cost.center: 1, two words: 2}}\n")
    assert [(3, 21, 'tags."cost.center"'), (3, 35, 'tags."two words"')] == places(path)


def test_problems_in_the_order_of_the_file(spec: SpecWriter) -> None:
    """Problems come line by line."""
    path = spec('account: "1"\nestate: Shop\nkeys: {B: {}, A: {}}\n')
    assert ["account", "estate", "keys.B", "keys.A"] == [each for _, _, each in places(path)]
