"""The widths of the printed typefaces, and how text breaks into lines of them."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

Face = Literal["serif", "serif-bold", "sans", "sans-bold"]

# Advance widths of the characters U+0020 to U+007E in thousandths of the size.
_WIDTHS = {
    "serif": """
237 289 381 525 518 932 728 182 362 362 458 534 302 320 302 341 529 529 529 529 529 529 529 529 529 529
302 302 534 534 534 414 834 712 653 662 739 638 612 723 814 376 381 710 618 935 768 738 621 738 690 544
632 758 709 1005 672 667 586 335 341 335 534 514 400 541 619 520 614 533 369 557 641 329 303 594 329 955
643 579 622 601 456 465 359 628 579 836 569 586 490 359 290 359 534""",
    "serif-bold": """
214 346 447 566 542 886 721 235 377 377 431 544 300 339 300 387 542 542 542 542 542 542 542 542 542 542
300 300 544 544 544 449 890 675 651 622 705 595 580 675 765 388 395 696 580 896 728 702 612 702 683 541
634 731 661 981 654 625 563 348 387 348 544 539 400 531 610 513 594 521 362 543 617 316 307 598 323 907
616 565 611 583 465 455 358 607 527 789 552 534 464 337 312 337 544""",
    "sans": """
200 289 426 497 497 824 609 249 303 303 418 497 249 311 249 350 497 497 497 497 497 497 497 497 497 497
249 249 497 497 497 425 847 543 588 571 615 527 494 617 652 263 479 579 486 727 647 664 566 664 569 534
536 645 515 786 513 476 539 303 350 303 497 500 542 504 553 456 555 496 292 504 544 246 247 495 255 829
547 542 555 555 347 419 338 544 467 719 446 467 425 303 241 303 497""",
    "sans-bold": """
200 340 537 528 528 857 667 300 344 344 457 528 300 332 300 339 528 528 528 528 528 528 528 528 528 528
300 300 528 528 528 463 902 573 605 582 635 548 524 638 674 301 509 614 518 762 665 684 596 684 613 556
556 665 556 813 567 525 541 344 339 344 528 500 555 527 573 468 573 518 341 534 571 276 278 548 286 857
572 555 573 573 398 443 383 568 523 776 514 521 460 344 268 344 528""",
}
_TABLES = {
    face: dict(enumerate((int(w) / 1000 for w in text.split()), start=0x20)) for face, text in _WIDTHS.items()
}
_OTHER = 0.56  # of the size: a character outside those tables
_WIDE = 1.0  # of the size: an ideograph, a syllable or a full-width form, from _FIRST_WIDE on
_FIRST_WIDE = 0x2E80
_KERNED = 0.993  # kerning and ligatures make a line of English this much shorter

MM = 25.4 / 72
"""Millimetres in a point."""


def width(text: str, size: float, face: Face = "serif") -> float:
    """Millimetres that `text` takes on one line.

    Args:
        text: any text.
        size: of the type, in points.
        face: the typeface.
    """
    table = _TABLES[face]
    ems = sum(table.get(n) or (_WIDE if n >= _FIRST_WIDE else _OTHER) for n in map(ord, text))
    return ems * _KERNED * size * MM


@lru_cache(maxsize=2_000)
def lines(text: str, room: float, size: float, face: Face = "serif") -> int:
    """How many lines `text` takes, broken after spaces and hyphens wherever the next word has no room.

    Args:
        text: any text.
        room: width of the column in millimetres.
        size: of the type, in points.
        face: the typeface.
    """
    space = width(" ", size, face)
    count, used = 1, 0.0
    for word in text.split():
        parts = [part for part in word.replace("-", "-\n").split("\n") if part]
        for i, part in enumerate(parts):
            advance = width(part, size, face)
            gap = space if used and i == 0 else 0.0
            if used and used + gap + advance > room:
                count, used, gap = count + 1, 0.0, 0.0
            used += gap + advance
    return count
