"""What comes after what: against slow and obvious definitions."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.yichuang_catalog.tools import graph


@st.composite
def orders(draw):
    """A graph without cycles, its nodes in any order."""
    size = draw(st.integers(0, 8))
    links = {
        node: draw(st.lists(st.sampled_from(range(node)), unique=True)) if node else []
        for node in range(size)
    }
    return {node: links[node] for node in draw(st.permutations(range(size)))}


@st.composite
def graphs(draw):
    """Any graph, cycles and all."""
    nodes = range(draw(st.integers(0, 7)))
    return {
        node: draw(st.lists(st.sampled_from(nodes), unique=True)) if nodes else []
        for node in nodes
    }


def reaches(after, node, other):
    """Whether ``node`` comes after ``other``, by trying every way."""
    seen, todo = set(), [node]
    while todo:
        for before in after[todo.pop()]:
            if before == other:
                return True
            if before not in seen:
                seen.add(before)
                todo.append(before)
    return False


def all_paths(after):
    """Every path from a first node to a last one."""
    before = graph.successors(after)

    def onward(path):
        if not before[path[-1]]:
            yield path
        for follower in before[path[-1]]:
            yield from onward([*path, follower])

    for node in after:
        if not after[node]:
            yield from onward([node])


@given(graphs())
def test_a_cycle_is_found_where_there_is_one(after):
    around = graph.cycle(after)
    assert bool(around) == any(reaches(after, node, node) for node in after)
    assert all(earlier in after[later] for earlier, later in pairwise(around))
    if around:
        assert around[0] == around[-1]
        assert len(set(around)) == len(around) - 1


@given(orders())
def test_layers_stand_below_all_they_come_after(after):
    level = {node: n for n, row in enumerate(graph.layers(after)) for node in row}
    assert sorted(level) == sorted(after)
    for node, others in after.items():
        assert level[node] == 1 + max((level[other] for other in others), default=-1)


@given(orders())
def test_order_keeps_to_the_links(after):
    line = graph.order(after)
    assert sorted(line) == sorted(after)
    assert all(
        line.index(other) < line.index(node)
        for node, others in after.items()
        for other in others
    )


@given(graphs(), st.data())
def test_ancestors_and_descendants(after, data):
    if not after:
        return
    node = data.draw(st.sampled_from(sorted(after)))
    assert graph.ancestors(after, node) == {
        other for other in after if reaches(after, node, other)
    }
    assert graph.descendants(after, node) == {
        other for other in after if reaches(after, other, node)
    }


@given(orders(), st.data())
def test_the_longest_path_is_the_heaviest_of_all(after, data):
    weight = {node: data.draw(st.integers(0, 9)) for node in after}
    found = graph.longest_path(after, weight)
    lengths = [sum(weight[node] for node in path) for path in all_paths(after)]
    assert found.length == max(lengths, default=0)
    assert found.length == sum(weight[node] for node in found.nodes)
    assert all(earlier in after[later] for earlier, later in pairwise(found.nodes))


@given(orders(), st.data())
def test_slack_is_what_a_node_may_take_longer(after, data):
    weight = {node: data.draw(st.integers(0, 9)) for node in after}
    whole = graph.longest_path(after, weight).length
    for node, spare in graph.slack(after, weight).items():
        longer = {**weight, node: weight[node] + spare}
        assert graph.longest_path(after, longer).length == whole
        longer[node] += 1
        assert graph.longest_path(after, longer).length == whole + 1


@given(orders())
def test_the_reduced_graph_says_the_same_with_fewest_links(after):
    small = graph.reduced(after)
    for node in after:
        assert graph.ancestors(small, node) == graph.ancestors(after, node)
        for other in small[node]:
            less = {**small, node: [one for one in small[node] if one != other]}
            assert other not in graph.ancestors(less, node)


@given(orders(), st.data())
def test_the_restricted_graph_keeps_the_order_of_what_is_left(after, data):
    kept = {node for node in after if data.draw(st.booleans())}
    small = graph.restricted(after, kept)
    assert list(small) == [node for node in after if node in kept]
    for node in kept:
        assert graph.ancestors(small, node) == graph.ancestors(after, node) & kept


def test_a_long_chain_is_no_trouble():
    chain = {n: [n - 1] if n else [] for n in range(20_000)}
    assert graph.longest_path(chain, dict.fromkeys([5, 19_999], 1)).length == 2
    assert len(graph.layers(chain)) == 20_000
    chain[0] = [19_999]
    assert len(graph.cycle(chain)) == 20_001


@pytest.mark.parametrize(
    "ask", [graph.cycle, graph.layers, graph.successors, graph.reduced]
)
def test_what_is_not_there_is_named(ask):
    with pytest.raises(KeyError, match="丙"):
        ask({"甲": ["丙"]})


@pytest.mark.parametrize("ask", [graph.layers, graph.order, graph.reduced])
def test_a_cycle_has_no_order(ask):
    with pytest.raises(graph.CycleError):
        ask({"甲": ["乙"], "乙": ["甲"]})
