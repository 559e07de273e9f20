"""Things in an order: what comes after what (a directed graph without cycles).

A graph is a mapping from each node to the nodes it comes after:

>>> process = {
...     "收件": [],
...     "受理": ["收件"],
...     "审查": ["受理"],
...     "踏勘": ["受理"],
...     "决定": ["审查", "踏勘"],
... }
>>> layers(process)
[['收件'], ['受理'], ['审查', '踏勘'], ['决定']]
>>> longest_path(process, {"审查": 3, "踏勘": 5, "决定": 1})
Path(length=6, nodes=('收件', '受理', '踏勘', '决定'))
>>> cycle({"甲": ["丙"], "乙": ["甲"], "丙": ["乙"]})
['甲', '乙', '丙', '甲']

Nodes are any hashable values. Every function keeps to the order in which the nodes
stand in the mapping, so that equal input gives equal output. A node that comes after
one that is not in the mapping raises ``KeyError``; a cycle raises :class:`CycleError`
where the answer would have no meaning.
"""

from collections.abc import Hashable, Iterable, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple, TypeVar

__all__ = [
    "CycleError",
    "Path",
    "ancestors",
    "cycle",
    "descendants",
    "layers",
    "longest_path",
    "order",
    "reduced",
    "restricted",
    "slack",
    "successors",
]

Node = TypeVar("Node", bound=Hashable)
After = Mapping[Node, Iterable[Node]]


class Path(NamedTuple):
    """Nodes one after another, and the sum of their weights."""

    length: float
    nodes: tuple


def cycle(after: After) -> list:
    """The nodes along a cycle, each followed by one that comes after it, the first
    repeated at the end; empty when there is none.

    >>> cycle({"甲": ["甲"]})
    ['甲', '甲']
    >>> cycle({"甲": [], "乙": ["甲"]})
    []
    """
    _check_known(after)
    try:
        TopologicalSorter(after).prepare()
    except CycleError as error:
        # graphlib lists each node before the one that comes after it
        return list(error.args[1])
    return []


def order(after: After) -> list:
    """All nodes, each behind those that it comes after.

    >>> order({"乙": ["甲"], "甲": [], "丙": []})
    ['甲', '丙', '乙']
    """
    return [node for layer in layers(after) for node in layer]


def layers(after: After) -> list[list]:
    """The nodes in rows: each stands one row below the lowest that it comes after.

    >>> layers({"丁": ["甲", "丙"], "甲": [], "乙": [], "丙": ["乙"]})
    [['甲', '乙'], ['丙'], ['丁']]
    """
    depth = {}
    for node in _sorted(after):
        depth[node] = 1 + max((depth[other] for other in after[node]), default=-1)
    rows: list[list] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for node in after:
        rows[depth[node]].append(node)
    return rows


def successors(after: After) -> dict:
    """The same graph the other way round: what comes after each node.

    >>> successors({"甲": [], "乙": ["甲"]})
    {'甲': ['乙'], '乙': []}
    """
    _check_known(after)
    before: dict = {node: [] for node in after}
    for node, others in after.items():
        for other in dict.fromkeys(others):
            before[other].append(node)
    return before


def ancestors(after: After, *nodes) -> set:
    """Everything that one of ``nodes`` comes after, directly or not; with cycles the
    node itself may be among them.

    >>> sorted(ancestors({"a": [], "b": ["a"], "c": ["b"], "d": []}, "c"))
    ['a', 'b']
    """
    _check_known(after)
    found: set = set()
    open_nodes = list(nodes)
    while open_nodes:
        for other in after[open_nodes.pop()]:
            if other not in found:
                found.add(other)
                open_nodes.append(other)
    return found


def descendants(after: After, *nodes) -> set:
    """Everything that comes after one of ``nodes``, directly or not.

    >>> sorted(descendants({"a": [], "b": ["a"], "c": ["b"], "d": []}, "a"))
    ['b', 'c']
    """
    return ancestors(successors(after), *nodes)


def reduced(after: After) -> dict:
    """The graph without the links that follow from others.

    >>> reduced({"甲": [], "乙": ["甲"], "丙": ["甲", "乙"]})
    {'甲': [], '乙': ['甲'], '丙': ['乙']}

    :raises CycleError: when the graph has a cycle
    """
    _sorted(after)
    return {
        node: [other for other in others if other not in ancestors(after, *others)]
        for node, others in after.items()
    }


def restricted(after: After, nodes: Iterable) -> dict:
    """The graph of some nodes only: each comes after those of them that it came after
    directly, or past nodes that are left out.

    >>> restricted({"甲": [], "乙": ["甲"], "丙": ["乙"]}, {"甲", "丙"})
    {'甲': [], '丙': ['甲']}
    """
    _check_known(after)
    kept = set(nodes)
    found = {}
    for node in after:
        if node in kept:
            nearest: dict = {}
            passed, open_nodes = set(), list(after[node])
            while open_nodes:
                other = open_nodes.pop(0)
                if other in kept:
                    nearest[other] = True
                elif other not in passed:
                    passed.add(other)
                    open_nodes.extend(after[other])
            found[node] = list(nearest)
    return found


def longest_path(after: After, weight: Mapping) -> Path:
    """The path of the greatest total weight; what happens beside it happens meanwhile.

    Nodes without a weight weigh nothing. Among equals the path that keeps most to
    the order of the mapping is taken; it runs from a first node to a last one.

    >>> longest_path({}, {})
    Path(length=0, nodes=())

    :param weight: numbers that are not negative, by node
    :raises CycleError: when the graph has a cycle
    """
    best: dict = {}  # length, number of nodes and the node before, by node
    for node in _sorted(after):
        before = max(after[node], key=lambda other: best[other][:2], default=None)
        length, count, _before = best[before] if after[node] else (0, 0, None)
        best[node] = (length + weight.get(node, 0), count + 1, before)
    if not best:
        return Path(0, ())
    node = max(after, key=lambda node: best[node][:2])
    length, count, _before = best[node]
    nodes = [node]
    while len(nodes) < count:
        nodes.append(best[nodes[-1]][2])
    return Path(length, tuple(reversed(nodes)))


def slack(after: After, weight: Mapping) -> dict:
    """By how much each node may take longer before the whole does.

    Nodes with no slack are critical.

    >>> slack({"甲": [], "乙": [], "丙": ["甲", "乙"]}, {"甲": 2, "乙": 5, "丙": 1})
    {'甲': 3, '乙': 0, '丙': 0}

    :raises CycleError: when the graph has a cycle
    """
    forward = _finish(after, weight)
    backward = _finish(successors(after), weight)
    whole = max(forward.values(), default=0)
    return {
        node: whole - (forward[node] + backward[node] - weight.get(node, 0))
        for node in after
    }


def _finish(after, weight):
    finish: dict = {}
    for node in _sorted(after):
        start = max((finish[other] for other in after[node]), default=0)
        finish[node] = start + weight.get(node, 0)
    return finish


def _sorted(after):
    _check_known(after)
    return list(TopologicalSorter(after).static_order())


def _check_known(after):
    for node, others in after.items():
        for other in others:
            if other not in after:
                raise KeyError(f"{node!r} comes after {other!r}, which is not there")
