"""Laying one mapping over another: an environment over the spec, a resource over its section's defaults."""

from __future__ import annotations

from dataclasses import replace

from futago.spec.nodes import Entry, MappingNode, Node, Place, Step


def lay_over(base: MappingNode, over: MappingNode, written: tuple[Step, ...]) -> MappingNode:
    """``base`` with ``over`` laid upon it: mappings are joined key by key, everything else is replaced.

    Args:
        base: what lies below; what stays of it keeps its place.
        over: what lies above and wins.
        written: the path at which the user wrote ``over``; what comes from it says so.
    """
    entries = dict(base.entries)
    for key, entry in over.entries.items():
        path = (*written, key)
        below = entries.get(key)
        if below and isinstance(below.node, MappingNode) and isinstance(entry.node, MappingNode):
            entries[key] = replace(below, node=lay_over(below.node, entry.node, path))
        else:
            entries[key] = replace(entry, written=path)
    return replace(base, entries=entries, overlay=Place(over.line, over.column, written))


def lay_under(own: Node, defaults: Node, written: tuple[Step, ...]) -> Node:
    """``own`` with what it leaves out taken from ``defaults``, which the user wrote at ``written``."""
    if not isinstance(own, MappingNode) or not isinstance(defaults, MappingNode) or not defaults.entries:
        return own
    entries = dict(own.entries)
    for key, entry in defaults.entries.items():
        path = entry.written or (*written, key)
        above = entries.get(key)
        if above is None:
            entries[key] = replace(entry, written=path)
        else:
            entries[key] = replace(above, node=lay_under(above.node, entry.node, path))
    return replace(own, entries=entries)


def entry_at(node: Node | None, key: str) -> Entry | None:
    """The entry under a key, if the node is a mapping and has it."""
    return node.entries.get(key) if isinstance(node, MappingNode) else None


def mapping_at(node: Node | None, key: str) -> MappingNode | None:
    """The mapping under a key, if there is one."""
    entry = entry_at(node, key)
    return entry.node if entry and isinstance(entry.node, MappingNode) else None
