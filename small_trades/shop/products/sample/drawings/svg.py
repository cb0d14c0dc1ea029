"""SVG as text: elements, numbers, and the sheet that keeps gradients, patterns and clips."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

Point = tuple[float, float]
Stop = tuple[float, str] | tuple[float, str, float]


def number(value: float) -> str:
    """One decimal, without a trailing or a negative zero."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def _attribute(name: str, value: str | float) -> str:
    text = value if isinstance(value, str) else f"{value:.3f}".rstrip("0").rstrip(".")
    return f' {name.rstrip("_").replace("_", "-")}="{text}"'


def el(tag: str, *children: str, **attributes: str | float | None) -> str:
    """An element; `stroke_width=2` becomes `stroke-width="2"`, and attributes that are None are left out."""
    written = "".join(_attribute(name, value) for name, value in attributes.items() if value is not None)
    inside = "".join(children)
    return f"<{tag}{written}>{inside}</{tag}>" if inside else f"<{tag}{written}/>"


def path(d: str, fill: str = "none", **attributes: str | float | None) -> str:
    """An outline; without a fill it is only stroked."""
    return el("path", d=d, fill=fill, **attributes)


def use(shape: str, fill: str | None = None, **attributes: str | float | None) -> str:
    """A kept shape, painted."""
    return el("use", href=shape, fill=fill, **attributes)


def line(d: str, stroke: str, width: float, **attributes: str | float | None) -> str:
    """An open stroke; every sheet gives its strokes round ends and joins."""
    return el("path", d=d, fill="none", stroke=stroke, stroke_width=width, **attributes)


def ellipse(cx: float, cy: float, rx: float, ry: float, fill: str, **attributes: str | float | None) -> str:
    """An upright ellipse around (cx, cy)."""
    return el("ellipse", cx=number(cx), cy=number(cy), rx=number(rx), ry=number(ry), fill=fill, **attributes)


def circle(cx: float, cy: float, r: float, fill: str | None, **attributes: str | float | None) -> str:
    """A circle; with fill None it takes that of its group."""
    return el("circle", cx=number(cx), cy=number(cy), r=number(r), fill=fill, **attributes)


def rect(x: float, y: float, width: float, height: float, fill: str, **attributes: str | float | None) -> str:
    """An upright rectangle from its upper left corner."""
    return el(
        "rect", x=number(x), y=number(y), width=number(width), height=number(height), fill=fill, **attributes
    )


def group(*children: str, **attributes: str | float | None) -> str:
    """Children that share attributes."""
    return el("g", *children, **attributes)


def at(
    x: float, y: float, *children: str, scale: float = 1, turn: float = 0, **more: str | float | None
) -> str:
    """The children moved so that their origin stands at (x, y), turned by `turn` degrees, then scaled."""
    moves = f"translate({number(x)} {number(y)})"
    moves += f" rotate({number(turn)})" if turn else ""
    moves += f" scale({scale:.3f})" if scale != 1 else ""
    return group(*children, transform=moves, **more)


class Sheet:
    """One drawing: its size, its shared definitions and what is drawn, from back to front."""

    def __init__(self, width: int = 800, height: int = 800) -> None:
        self.width = width
        self.height = height
        self._definitions: dict[str, str] = {}
        self._drawn: list[str] = []

    def draw(self, *elements: str) -> None:
        """Put elements in front of what is drawn already."""
        self._drawn.extend(elements)

    def _define(self, element: str) -> str:
        """The reference to a definition; equal definitions are kept once."""
        name = self._definitions.setdefault(element, f"d{len(self._definitions)}")
        return f"url(#{name})"

    def linear(self, *stops: Stop, start: Point = (0, 0), end: Point = (1, 0), absolute: bool = False) -> str:
        """A straight gradient, left to right unless told, in the shape's box or in `absolute` units."""
        return self._define(
            el(
                "linearGradient",
                *_stops(stops),
                x1=start[0],
                y1=start[1],
                x2=end[0],
                y2=end[1],
                gradientUnits="userSpaceOnUse" if absolute else None,
            )
        )

    def down(self, *stops: Stop) -> str:
        """A straight gradient from top to bottom of the shape."""
        return self.linear(*stops, end=(0, 1))

    def radial(self, *stops: Stop, centre: Point = (0.5, 0.5), radius: float = 0.5) -> str:
        """A round gradient in the box of the shape."""
        return self._define(el("radialGradient", *_stops(stops), cx=centre[0], cy=centre[1], r=radius))

    def shape(self, d: str) -> str:
        """An outline kept once, to be painted several times with `use`."""
        return self._define(el("path", d=d)).removeprefix("url(").removesuffix(")")

    def keep(self, element: str) -> str:
        """An element with its own colours, kept once to be placed many times with `use`."""
        return self._define(element).removeprefix("url(").removesuffix(")")

    def clip_to(self, shape: str) -> str:
        """A clip to a kept shape."""
        return self._define(el("clipPath", use(shape)))

    def clip(self, d: str) -> str:
        """A clip to an outline."""
        return self._define(el("clipPath", el("path", d=d)))

    def blur(self, deviation: float) -> str:
        """A softening, for shadows, steam and mist."""
        return self._define(
            el(
                "filter",
                el("feGaussianBlur", stdDeviation=deviation),
                x="-40%",
                y="-80%",
                width="180%",
                height="260%",
                color_interpolation_filters="sRGB",
            )
        )

    def pattern(self, width: float, height: float, *children: str, turn: float = 0, scale: float = 1) -> str:
        """A tile of the given size, repeated over a shape."""
        moves = f"rotate({number(turn)}) scale({scale:.3f})" if turn or scale != 1 else None
        return self._define(
            el(
                "pattern",
                *children,
                width=width,
                height=height,
                patternUnits="userSpaceOnUse",
                patternTransform=moves,
            )
        )

    def svg(self) -> str:
        """The whole file."""
        definitions = "".join(
            element.replace(" ", f' id="{name}" ', 1)
            if " " in element.split(">", 1)[0]
            else element.replace(">", f' id="{name}">', 1)
            for element, name in self._definitions.items()
        )
        return _sharing_outlines(
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}" '
            f'stroke-linecap="round" stroke-linejoin="round"><defs>{definitions}</defs>'
            f"{''.join(self._drawn)}</svg>\n"
        )


def _sharing_outlines(svg: str) -> str:
    """The same drawing with every long outline that stands in it more than once kept once."""
    times = Counter(re.findall(r'<path d="([^"]{90,})"', svg))
    for n, d in enumerate(d for d, count in times.items() if count > 1):
        svg = svg.replace(f'<path d="{d}"', f'<use href="#o{n}"')
        svg = svg.replace("</defs>", f'<path id="o{n}" d="{d}"/></defs>', 1)
    return svg


Recipe = Callable[[Sheet], None]


def _stops(stops: Sequence[Stop]) -> Iterable[str]:
    for offset, colour, *opacity in stops:
        yield el("stop", offset=offset, stop_color=colour, stop_opacity=opacity[0] if opacity else None)
