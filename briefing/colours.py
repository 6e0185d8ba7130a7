"""Contrast of colours, and a colour made dark enough to be read.

Reference: WCAG 2.2, "relative luminance" and "contrast ratio"; success criterion 1.4.6 asks text for 7 to 1.
"""

from __future__ import annotations

READABLE = 7.0
"""Least contrast of text with what is behind it."""

_WHITE = "#ffffff"
_STEPS = 64  # between a colour and black


def contrast(one: str, other: str = _WHITE) -> float:
    """Contrast of two colours, from 1 to 21; the order does not matter.

    Args:
        one: of the form "#1f3a5f".
        other: the same; white if it is left out.
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(colour: str, *behind: str) -> str:
    """A colour for text: the colour itself, or as little darker as it must be on all that is behind it.

    Args:
        colour: of the form "#1f3a5f".
        behind: light colours; white is always among them.

    Returns:
        A colour of the same hue, at worst black.
    """
    parts = _parts(colour)
    for step in range(_STEPS, 0, -1):
        darker = "#" + "".join(f"{part * step // _STEPS:02x}" for part in parts)
        if all(contrast(darker, ground) >= READABLE for ground in (_WHITE, *behind)):
            return darker
    return "#000000"


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))


def _luminance(colour: str) -> float:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
