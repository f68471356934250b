"""The rules of ``futago review``, explained."""

from __future__ import annotations

import click

from futago.review.catalog import explain, rule_of, rules

ALL = "all"


def show(rule_id: str) -> None:
    """Print all that there is to know about a rule, or a line about each.

    Raises:
        ReviewError: there is no such rule.
    """
    if rule_id != ALL:
        click.echo(explain(rule_of(rule_id)))
        return
    width = max(len(rule.id) for rule in rules())
    for rule in rules():
        click.echo(f"{rule.id:{width}}  {rule.level.name.lower():7}  {rule.title}")
