"""The waves of 观澜: fine lines that swell and cross, drawn from sines, for cover and column openers."""

from __future__ import annotations

import math

_KNOTS = 30  # of a line: a wave of its second harmonic still has ten, which looks smooth at any size


def waves(width: int, height: int, *, lines: int, colour: str = "#9fc3de", ground: str | None = None) -> str:
    """An SVG of ``lines`` waves that fill ``width`` × ``height`` points, faint above and clear below, on ``ground``."""
    paths = [f'<rect width="{width}" height="{height}" fill="{ground}"/>'] if ground else []
    for line in range(lines):
        depth = line / max(lines - 1, 1)
        points = [_point(at * width / _KNOTS, width, height, depth) for at in range(_KNOTS + 1)]
        strength = f"{0.10 + 0.50 * depth:.2f}"
        paths.append(
            f'<path d="{_curve(points)}" fill="none" stroke="{colour}" '
            f'stroke-opacity="{strength}" stroke-width="{0.5 + 0.5 * depth:.2f}"/>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" preserveAspectRatio="none">{"".join(paths)}</svg>'
    )


def _point(x: float, width: int, height: int, depth: float) -> tuple[float, float]:
    """A long swell that grows towards the viewer, and a shorter wave that runs against it."""
    turn = 2 * math.pi * x / width
    swell = math.sin(turn * 1.15 + 2.4 * depth + 0.4) * (0.05 + 0.15 * depth)
    ripple = math.sin(turn * 2.7 - 5.2 * depth + 1.1) * (0.09 - 0.06 * depth)
    return x, height * (0.16 + 0.62 * depth + swell + ripple)


def _curve(points: list[tuple[float, float]]) -> str:
    """A smooth path through the points (Catmull-Rom as cubic Béziers)."""
    path = [f"M{points[0][0]:.1f} {points[0][1]:.1f}"]
    for at in range(len(points) - 1):
        before, start = points[max(at - 1, 0)], points[at]
        end, after = points[at + 1], points[min(at + 2, len(points) - 1)]
        controls = (
            (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6),
            (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6),
            end,
        )
        path.append("C" + " ".join(f"{x:.1f} {y:.1f}" for x, y in controls))
    return "".join(path)
