"""The street graph: nodes where streets bend or cross, and ways along it."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush
from math import atan2, cos, hypot

import numpy as np
from numpy.typing import NDArray

Path = list[int]


class Streets:
    """An undirected graph from lines that share the points they cross at.

    `lines` are n × 2 metres, `names` their (name, class). Nodes are numbered from 0; `xy` is nodes × 2 metres.
    """

    def __init__(self, lines: Sequence[NDArray[np.float64]], names: Sequence[tuple[str, str]]) -> None:
        index: dict[tuple[int, int], int] = {}
        points: list[tuple[float, float]] = []
        self.next: list[list[tuple[int, float, int]]] = []
        self.names = list(names)
        for street, line in enumerate(lines):
            previous = -1
            for x, y in line.tolist():
                key = (round(x * 5), round(y * 5))  # 0.2 m: the file's last decimal is 0.1 m
                node = index.setdefault(key, len(points))
                if node == len(points):
                    points.append((x, y))
                    self.next.append([])
                if previous >= 0 and node != previous:
                    length = hypot(x - points[previous][0], y - points[previous][1])
                    self.next[previous].append((node, length, street))
                    self.next[node].append((previous, length, street))
                previous = node
        self.xy = np.array(points)
        self._points = points

    def __len__(self) -> int:
        return len(self._points)

    def nearest(self, x: float, y: float) -> int:
        """The node nearest to a point."""
        return int(np.argmin((self.xy[:, 0] - x) ** 2 + (self.xy[:, 1] - y) ** 2))

    def name_near(self, x: float, y: float) -> str:
        """The name of a street at the nearest node, a main road's rather than a lane's."""
        edges = self.next[self.nearest(x, y)]
        rank = {"arterial": 0, "secondary": 1, "minor": 2}
        return self.names[min(edges, key=lambda e: (rank[self.names[e[2]][1]], e[2]))[2]][0]

    def route(self, a: int, b: int) -> Path:
        """The shortest way from node to node (A*, straight-line bound); [a] when there is none."""
        goal_x, goal_y = self._points[b]
        best = {a: 0.0}
        came: dict[int, int] = {}
        heap = [(0.0, a)]
        done: set[int] = set()
        while heap:
            _, node = heappop(heap)
            if node == b:
                return self._unwind(came, b)
            if node in done:
                continue
            done.add(node)
            for other, length, _ in self.next[node]:
                cost = best[node] + length
                if cost < best.get(other, float("inf")):
                    best[other], came[other] = cost, node
                    x, y = self._points[other]
                    heappush(heap, (cost + hypot(x - goal_x, y - goal_y), other))
        return [a]

    @staticmethod
    def _unwind(came: dict[int, int], node: int) -> Path:
        way = [node]
        while node in came:
            node = came[node]
            way.append(node)
        return way[::-1]

    def ramble(self, start: int, metres: float, rng: np.random.Generator) -> Path:
        """A way of about `metres` from a node, mostly straight on, never straight back if it can be helped."""
        way, length = [start], 0.0
        while length < metres:
            node = way[-1]
            ahead = [e for e in self.next[node] if len(way) < 2 or e[0] != way[-2]] or self.next[node]
            weights = np.array([self._liking(way, other) for other, _, _ in ahead])
            other, step, _ = ahead[int(rng.choice(len(ahead), p=weights / weights.sum()))]
            way.append(other)
            length += step
        return way

    def _liking(self, way: Path, other: int) -> float:
        if len(way) < 2:
            return 1.0
        (ax, ay), (bx, by), (cx, cy) = self._points[way[-2]], self._points[way[-1]], self._points[other]
        turn = atan2(cy - by, cx - bx) - atan2(by - ay, bx - ax)
        return (0.15 if other in way else 1.0) * (1.15 + cos(turn))

    def points(self, way: Path) -> list[tuple[float, float]]:
        """A way's corners in metres."""
        return [self._points[node] for node in way]

    def crossings(self) -> list[tuple[int, str]]:
        """Nodes where two main roads of different names meet, with a name like 荷花中路与三衢路口."""
        found = []
        for node, edges in enumerate(self.next):
            main = {self.names[s][0]: None for _, _, s in edges if self.names[s][1] != "minor"}
            if len(main) >= 2:
                a, b = list(main)[:2]
                found.append((node, f"{a}与{b}口"))
        return found
