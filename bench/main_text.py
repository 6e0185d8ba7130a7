"""How well the main text of web pages is found: 30 pages that this script lays out in six ways, five texts each.

`python -m bench.main_text` prints precision, recall and F by words, a layout a line. The layouts follow what sites do:
an article element, nested div elements with and without telling names, tables, a blog with a column beside it, a
ministry's release, and a page with adverts and links between the paragraphs.
"""

from __future__ import annotations

import html
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.readers import load

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SEEDS = Path(__file__).parent.parent / "seeds"
TEXTS = 5
WORDS = 350

NAV = "".join(
    f'<li><a href="/{n.lower()}">{n}</a></li>'
    for n in ("Home", "World", "Economy", "Culture", "Sport", "Weather")
)
FOOT = (
    "<p>Copyright 2024 The Valley Gazette. All rights reserved.</p><ul><li><a href=/terms>Terms of use</a></li>"
    "<li><a href=/privacy>Privacy policy</a></li><li><a href=/contact>Contact the editors</a></li></ul>"
)
COOKIES = "<div class=cookie-banner><p>We use cookies to improve your experience.</p><button>Accept all</button></div>"
RELATED = "".join(
    f'<li><a href="/{n}">Another story of the day, number {n}, that has nothing to do with it</a></li>'
    for n in range(6)
)
ADVERT = '<div class="ad banner"><a href="/buy">Buy two umbrellas and pay for one, only this week</a></div>'
SIGN_UP = "<form><p>Sign up for our newsletter and get the news every morning.</p><input><button>Send</button></form>"


def article(title: str, parts: Sequence[str]) -> str:
    """An article element with all that belongs to one."""
    body = "".join(f"<p>{p}</p>" for p in parts)
    return (
        f"<header><nav><ul>{NAV}</ul></nav></header>{COOKIES}<main><article><h1>{title}</h1>"
        f"<time datetime=2024-03-05>5 March 2024</time>{body}</article><aside><h2>Related</h2><ul>{RELATED}</ul></aside>"
        f"</main><footer>{FOOT}</footer>"
    )


def named(title: str, parts: Sequence[str]) -> str:
    """Nested div elements whose names tell what they hold."""
    body = "".join(f"<div class=para><p>{p}</p></div>" for p in parts)
    return (
        f'<div id=page><div class="menu top-nav"><ul>{NAV}</ul></div><div id=content class="post entry-content">'
        f'<h1 class=title>{title}</h1><div class="share">Share this on <a href=/f>one</a> <a href=/t>two</a></div>'
        f'<div class="article-body">{body}</div>{SIGN_UP}</div><div class=sidebar><ul>{RELATED}</ul></div>'
        f"<div class=footer>{FOOT}</div></div>"
    )


def nameless(title: str, parts: Sequence[str]) -> str:
    """Nested div elements whose names tell nothing."""
    body = "".join(f'<div class="c{n}"><p>{p}</p></div>' for n, p in enumerate(parts))
    return (
        f"<div class=a1><div class=b2><ul>{NAV}</ul></div><div class=b3><div class=d4><h2>{title}</h2>{body}</div></div>"
        f"<div class=b9><ul>{RELATED}</ul></div><div class=b7>{FOOT}</div></div>"
    )


def tables(title: str, parts: Sequence[str]) -> str:
    """A page laid out by tables, as old ones are."""
    body = "".join(f"<p>{p}</p>" for p in parts)
    return (
        f"<table><tr><td colspan=2><font size=6>The Valley Gazette</font></td></tr><tr><td width=150><ul>{NAV}</ul></td>"
        f"<td><h1>{title}</h1>{body}</td></tr><tr><td colspan=2>{FOOT}</td></tr></table>"
    )


def blog(title: str, parts: Sequence[str]) -> str:
    """A blog, with comments under the text."""
    body = "".join(f"<p>{p}</p>" for p in parts)
    notes = "".join(
        f"<div class=comment><p>I do not think so, said reader {n}, and went away.</p></div>"
        for n in range(4)
    )
    return (
        f'<div id=wrapper><div id=header><h1><a href=/>A blog</a></h1><ul>{NAV}</ul></div><div class="hentry post">'
        f"<h2 class=entry-title>{title}</h2><div class=entry-content>{body}</div><div class=tags>Tags: <a href=/d>dam</a>"
        f"</div></div><div id=comments><h3>Comments</h3>{notes}</div><div id=sidebar>{SIGN_UP}<ul>{RELATED}</ul></div>"
        f"<div id=footer>{FOOT}</div></div>"
    )


def crowded(title: str, parts: Sequence[str]) -> str:
    """A page with adverts and links between the paragraphs."""
    body = "".join(
        f"<p>{p}</p>"
        + (ADVERT if n % 2 else f'<p class=more><a href="/{n}">Read also: another story of the day</a></p>')
        for n, p in enumerate(parts)
    )
    return (
        f"{COOKIES}<div class=nav>{NAV}</div><section class=story><h1>{title}</h1><div class=story-body>{body}</div></section>"
        f"<section class=recommended><h3>Recommended</h3><ul>{RELATED}</ul></section><footer>{FOOT}</footer>"
    )


LAYOUTS: tuple[Callable[[str, Sequence[str]], str], ...] = (article, named, nameless, tables, blog, crowded)


def texts() -> list[tuple[str, list[str]]]:
    """Titles and paragraphs of five texts, from the sample sources."""
    paragraphs = [
        " ".join(p.split())
        for path in sorted(SEEDS.glob("*.txt"))
        for p in path.read_text(encoding="utf-8").split("\n")
        if len(p.split()) > 15
    ]
    found = []
    for n in range(TEXTS):
        chosen: list[str] = []
        for part in (paragraphs[n::TEXTS] * 5)[:20]:
            if sum(len(p.split()) for p in chosen) < WORDS and part not in chosen:
                chosen.append(part)
        found.append((f"{' '.join(chosen[0].split()[:8])}", chosen))
    return found


def measure(layout: Callable[[str, Sequence[str]], str]) -> tuple[float, float, float]:
    """Precision, recall and F of the words of the main text, over all texts in one layout."""
    right = given = wanted = 0
    for title, parts in texts():
        shown = [html.escape(p) for p in parts]
        page = f"<!DOCTYPE html><html lang=en><head><title>{title}</title></head><body>{layout(title, shown)}</body></html>"
        (document,), _ = load([page.encode()])
        kept = [
            document.text[b.start : b.end]
            for b in document.blocks
            if b.kind not in ("heading", "boilerplate")
        ]
        found, true = Counter(" ".join(kept).split()), Counter(" ".join(parts).split())
        right += (found & true).total()
        given += found.total()
        wanted += true.total()
    precision, recall = right / given, right / wanted
    return precision, recall, 2 * precision * recall / (precision + recall)


def main() -> None:
    """Print the table."""
    print("| layout | precision | recall | F |\n|---|---|---|---|")
    sums = []
    for layout in LAYOUTS:
        found = measure(layout)
        sums.append(found[2])
        print(f"| {layout.__name__} | {found[0]:.3f} | {found[1]:.3f} | {found[2]:.3f} |")
    print(f"| all {len(LAYOUTS) * TEXTS} pages | | | {sum(sums) / len(sums):.3f} |")


if __name__ == "__main__":
    main()
