"""What must be had before what: services that ask for the results of others.

A service that asks for a paper which is the result of an item waits for the services
that handle this item. Where such waits run in a circle nobody can ever begin, and
where two organs wait for results of each other they pass the applicant to and fro:
local rules (such as Art. 10 of those of 商丘) forbid making one organ's result
another's precondition, and 行政许可法 Art. 31 forbids asking for what is unrelated.

>>> services = {
...     "施工许可": Service("住建局", "施工许可证核发", ("规划证",)),
...     "规划许可": Service("自规局", "规划许可证核发", ("施工证",)),
...     "验收": Service("住建局", "竣工验收", ("施工证",)),
... }
>>> results = {"规划证": ("规划许可证核发",), "施工证": ("施工许可证核发",)}
>>> found = links(services, results)
>>> circles(services, found)
[('施工许可', '规划许可')]
>>> walk(found, ('施工许可', '规划许可'))[0]
Link(service='施工许可', material='规划证', maker='规划许可')
>>> crossings(services, found)
[]
"""

from collections.abc import Hashable, Iterable, Mapping
from typing import NamedTuple

from . import graph


class Service(NamedTuple):
    """A service: its organ, the item whose result it gives, what it asks for."""

    organ: Hashable
    item: Hashable
    materials: tuple = ()


class Link(NamedTuple):
    """``service`` asks for ``material``, which ``maker`` gives as its result."""

    service: Hashable
    material: Hashable
    maker: Hashable


class Crossing(NamedTuple):
    """Two organs that ask for results of each other, without a circle."""

    organs: tuple
    there: tuple[Link, ...]
    back: tuple[Link, ...]


def links(
    services: Mapping[Hashable, Service], results: Mapping[Hashable, Iterable]
) -> list[Link]:
    """Who waits for whom. A service that asks for the result of its own item (a
    change of a certificate asks for the certificate) waits for nobody.

    :param results: the items whose result each material is
    """
    makers: dict = {}
    for key, service in services.items():
        makers.setdefault(service.item, []).append(key)
    return [
        Link(key, material, maker)
        for key, service in services.items()
        for material in service.materials
        if service.item not in results.get(material, ())
        for item in results.get(material, ())
        for maker in makers.get(item, ())
    ]


def circles(services: Iterable[Hashable], found: Iterable[Link]) -> list[tuple]:
    """The groups of services that wait for each other all around, each in the order
    of ``services``.

    A result that several services give can be had from any of them, so the service
    waits only where all of them wait for it: the circle is real, not one of names.
    """
    services = list(services)
    needs: dict = {}
    for link in found:
        needs.setdefault(link.service, {}).setdefault(link.material, set()).add(
            link.maker
        )
    # Begin with what asks for nothing, then whatever can be had from there.
    open_services, stuck = set(services), True
    while stuck:
        ready = {
            service
            for service in open_services
            if all(makers - open_services for makers in needs.get(service, {}).values())
        }
        open_services -= ready
        stuck = bool(ready)
    after = {
        service: list(
            dict.fromkeys(
                maker
                for makers in needs.get(service, {}).values()
                for maker in sorted(makers & open_services, key=services.index)
                if not makers - open_services
            )
        )
        for service in services
        if service in open_services
    }
    return _components(after)


def walk(found: Iterable[Link], circle: Iterable[Hashable]) -> list[Link]:
    """The links within a circle: why each of its services waits."""
    members = set(circle)
    return [link for link in found if link.service in members and link.maker in members]


def crossings(
    services: Mapping[Hashable, Service], found: Iterable[Link]
) -> list[Crossing]:
    """The pairs of organs that ask for results of each other although no circle
    closes.

    >>> services = {
    ...     "a": Service("甲局", "1", ("2的证",)), "b": Service("乙局", "2"),
    ...     "c": Service("乙局", "3", ("4的证",)), "d": Service("甲局", "4"),
    ... }
    >>> results = {"2的证": ("2",), "4的证": ("4",)}
    >>> [cross] = crossings(services, links(services, results))
    >>> cross.organs, [link.service for link in cross.there + cross.back]
    (('甲局', '乙局'), ['a', 'c'])
    """
    found = list(found)
    around = [set(circle) for circle in circles(services, found)]
    between: dict = {}
    for link in found:
        if any({link.service, link.maker} <= circle for circle in around):
            continue
        pair = services[link.service].organ, services[link.maker].organ
        if pair[0] != pair[1]:
            between.setdefault(pair, []).append(link)
    pairs = {}
    for one, other in between:
        if (other, one) in between and (other, one) not in pairs:
            pairs[one, other] = Crossing(
                (one, other), tuple(between[one, other]), tuple(between[other, one])
            )
    return list(pairs.values())


def _components(after):
    """The nodes of a graph that lie on circles, in groups that reach each other."""
    before = graph.successors(after)
    groups, placed = [], set()
    for node in after:
        if node not in placed:
            around = graph.ancestors(after, node) & graph.ancestors(before, node)
            placed |= around
            if around:
                groups.append(tuple(one for one in after if one in around))
    return groups
