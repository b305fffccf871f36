"""Volumes: a collection too large for one spine is divided into books, never within a story."""

from collections.abc import Sequence


def divide(weights: Sequence[int], volumes: int) -> list[int]:
    """Return how many stories go into each volume so that the heaviest is as light as it can be.

    `weights` are the stories' lengths in their order, which is kept. There are never more volumes than stories.
    """
    volumes = min(volumes, len(weights))
    low, high = max(weights), sum(weights)
    while low < high:
        middle = (low + high) // 2
        if _volumes_needed(weights, middle) <= volumes:
            high = middle
        else:
            low = middle + 1
    return _filled(weights, low, volumes)


def _volumes_needed(weights: Sequence[int], limit: int) -> int:
    needed, load = 1, 0
    for weight in weights:
        if load + weight > limit:
            needed, load = needed + 1, 0
        load += weight
    return needed


def _filled(weights: Sequence[int], limit: int, volumes: int) -> list[int]:
    """Fill volume after volume up to the limit, and leave at least one story for each that follows."""
    sizes: list[int] = []
    size = load = 0
    for index, weight in enumerate(weights):
        following = volumes - len(sizes) - 1
        if size and (load + weight > limit or len(weights) - index <= following):
            sizes.append(size)
            size = load = 0
        size, load = size + 1, load + weight
    return [*sizes, size]
