"""Patterns for covers: decorated papers, each a tile that repeats without a seam.

A pattern is a function of a size in pixels that returns a mask of that size: white where the paper is printed.
"""

from collections.abc import Callable
from math import cos, pi, sin

from PIL import Image, ImageDraw

Pattern = Callable[[int, int], Image.Image]
Point = tuple[float, float]

SCALE = 4  # tiles are drawn this much larger, and reduced, so that their edges are smooth


class _Tile:
    """A tile of `width` by `height` pixels; whatever is drawn over one edge comes in at the opposite one."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.mask = Image.new("L", (width * SCALE, height * SCALE), 0)
        self.pen = ImageDraw.Draw(self.mask)

    def polygon(self, points: list[Point], fill: int = 255) -> None:
        for dx in (-self.width, 0, self.width):
            for dy in (-self.height, 0, self.height):
                self.pen.polygon([((x + dx) * SCALE, (y + dy) * SCALE) for x, y in points], fill=fill)

    def line(self, start: Point, end: Point, width: float) -> None:
        (x1, y1), (x2, y2) = start, end
        length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
        nx, ny = (y1 - y2) / length * width / 2, (x2 - x1) / length * width / 2
        self.polygon([(x1 + nx, y1 + ny), (x2 + nx, y2 + ny), (x2 - nx, y2 - ny), (x1 - nx, y1 - ny)])

    def disc(self, centre: Point, radius: float, fill: int = 255) -> None:
        for dx in (-self.width, 0, self.width):
            for dy in (-self.height, 0, self.height):
                x, y = (centre[0] + dx) * SCALE, (centre[1] + dy) * SCALE
                r = radius * SCALE
                self.pen.ellipse((x - r, y - r, x + r, y + r), fill=fill)

    def ring(self, centre: Point, radius: float, width: float) -> None:
        for dx in (-self.width, 0, self.width):
            for dy in (-self.height, 0, self.height):
                x, y = (centre[0] + dx) * SCALE, (centre[1] + dy) * SCALE
                r = (radius + width / 2) * SCALE
                self.pen.ellipse((x - r, y - r, x + r, y + r), outline=255, width=round(width * SCALE))

    def leaf(self, root: Point, angle: float, length: float, breadth: float) -> None:
        """Draw a pointed leaf that grows from `root` in the direction of `angle` (radians, 0 to the right)."""
        steps = 16
        edge = [
            (length * i / steps, side * breadth / 2 * sin(pi * i / steps))
            for side, order in ((1, range(steps + 1)), (-1, range(steps, -1, -1)))
            for i in order
        ]
        c, s = cos(angle), sin(angle)
        self.polygon([(root[0] + x * c - y * s, root[1] + x * s + y * c) for x, y in edge])

    def over(self, width: int, height: int) -> Image.Image:
        """Return the tile repeated over an area, symmetrical to its middle."""
        tile = self.mask.resize((self.width, self.height), Image.Resampling.BOX)
        whole = Image.new("L", (width, height), 0)
        left = (width // 2) % self.width - self.width
        top = (height // 2) % self.height - self.height
        for y in range(top, height, self.height):
            for x in range(left, width, self.width):
                whole.paste(tile, (x, y))
        return whole


def waves(width: int, height: int) -> Image.Image:
    """Draw overlapping scales of concentric arcs, row over row."""
    radius = 100
    tile = _Tile(2 * radius, radius)
    for row in range(-3, 4):  # each row covers the lower half of the one above
        y = row * radius / 2 + radius / 2
        for column in range(-1, 3):
            x = column * 2 * radius + (radius if row % 2 else 0)
            for step, r in enumerate((radius, radius * 0.74, radius * 0.48, radius * 0.22)):
                box = [(v * SCALE) for v in (x - r, y - r, x + r, y + r)]
                tile.pen.ellipse(box, fill=0, outline=255, width=(7 if step == 0 else 5) * SCALE)
    return tile.over(width, height)


def lattice(width: int, height: int) -> Image.Image:
    """Draw a diagonal lattice of double lines with a lozenge in each field."""
    side = 132
    tile = _Tile(side, side)
    for offset in (-7, 7):
        tile.line((-side, -side + offset), (2 * side, 2 * side + offset), 3)
        tile.line((-side, 2 * side + offset), (2 * side, -side + offset), 3)
    for x, y in ((side / 2, 0), (0, side / 2)):
        r = 15
        tile.polygon([(x, y - r), (x + r, y), (x, y + r), (x - r, y)])
    return tile.over(width, height)


def sprigs(width: int, height: int) -> Image.Image:
    """Draw sprigs of leaves in staggered rows."""
    across, down = 200, 260
    tile = _Tile(across, down)
    for x, y in ((across / 4, down / 2), (3 * across / 4, down)):
        tile.line((x, y - 8), (x, y - 96), 5)
        tile.leaf((x, y - 92), -pi / 2, 46, 22)
        for step in range(3):
            for side in (-1, 1):
                tile.leaf((x, y - 22 - 26 * step), -pi / 2 + side * 0.95, 50 - 6 * step, 21)
    return tile.over(width, height)


def asterisks(width: int, height: int) -> Image.Image:
    """Draw the printer's asterisk, six petals, with a point between."""
    across, down = 160, 160
    tile = _Tile(across, down)
    for x, y in ((across / 4, down / 4), (3 * across / 4, 3 * down / 4)):
        for petal in range(6):
            angle = -pi / 2 + petal * pi / 3
            tile.leaf((x + 5 * cos(angle), y + 5 * sin(angle)), angle, 33, 15)
    for x, y in ((3 * across / 4, down / 4), (across / 4, 3 * down / 4)):
        tile.disc((x, y), 6)
    return tile.over(width, height)


def rings(width: int, height: int) -> Image.Image:
    """Draw rings that overlap into four-petalled flowers."""
    side = 150
    tile = _Tile(side, side)
    for centre in ((0.0, 0.0), (side / 2, side / 2)):
        tile.ring(centre, side / 2, 5)
        tile.disc(centre, 8)
    return tile.over(width, height)


def fans(width: int, height: int) -> Image.Image:
    """Draw fans of rays, as on the papers of the twenties."""
    across, down = 220, 220
    tile = _Tile(across, down)
    for x, y in ((across / 2, down / 2), (0.0, down)):
        for ray in range(-4, 5):
            tile.leaf((x, y), -pi / 2 + ray * pi / 10, 104, 13)
        tile.disc((x, y), 9)
    return tile.over(width, height)


def moons(width: int, height: int) -> Image.Image:
    """Draw the phases of the moon, a row waxing and the next waning."""
    step, radius = 128, 34
    tile = _Tile(4 * step, 2 * step)
    for row in range(2):
        for phase in range(4):
            x, y = (phase + 0.5) * step + (row * step / 2), (row + 0.5) * step
            tile.disc((x, y), radius)
            if phase == 0:
                tile.disc((x, y), radius - 5, 0)
            elif phase != 2:
                tile.disc((x + (20 if (phase == 1) else -20), y - 4), radius - 3, 0)
    return tile.over(width, height)


PATTERNS: tuple[Pattern, ...] = (waves, lattice, sprigs, asterisks, rings, fans, moons)
"""The order is part of what every book looks like: new ones go to the end."""
