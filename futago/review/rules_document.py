"""Writes ``docs/rules.md`` from the catalog: ``python -m futago.review.rules_document > docs/rules.md``."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from futago.review.catalog import looks_at, rules
from modules.catalog import KINDS
from modules.review import Rule


def render() -> str:
    """The document: every rule, the general ones first."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Rules of the plan review"
    yield ""
    yield "<!-- Written by `python -m futago.review.rules_document > docs/rules.md`; tested. -->"
    yield ""
    yield "What `futago review` looks for. `futago review --explain RULE` says the same in the terminal."
    yield ""
    yield "A value that is known only after apply is a finding of its own: nobody can say that it is well."
    yield "Levels can be changed, rules switched off and findings waived until a day in `futago-review.yaml`:"
    yield ""
    yield from (
        *("```yaml", "levels:", "  s3-lifecycle-deletes: error # note, warning, error or off", "waivers:"),
        *("  - rule: s3-force-destroy", "    address: module.scratch.* # * and ? match as in file names"),
        *(
            "    reason: Nothing in it outlives a day.",
            "    expires: 2027-03-31 # the last day on which it holds",
        ),
        "```",
    )
    of_kinds = {rule.id for kind in KINDS for rule in kind.rules()}
    yield from _section("Any resource", [rule for rule in rules() if rule.id not in of_kinds])
    for kind in KINDS:
        if kind.rules():
            yield from _section(kind.section.capitalize(), list(kind.rules()))


def _section(title: str, its_rules: list[Rule]) -> Iterator[str]:
    yield from ("", f"## {title}")
    for rule in its_rules:
        yield from ("", f"### `{rule.id}`", "")
        yield from (f"**{rule.level.name.capitalize()}.** {rule.title}.", "", rule.why, "")
        yield from (f"*What to do:* {rule.remedy}", "", f"*Looks at:* {looks_at(rule)}.")


if __name__ == "__main__":
    sys.stdout.write(render())
