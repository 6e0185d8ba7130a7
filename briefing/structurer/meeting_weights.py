"""What each trait of a date and of a place says for its being the encounter's.

A weight is what a trait adds to the log-odds; fitted by `bench/train_structurer.py` on the labelled articles, so that
the right one of an article's candidates comes first. The traits are named where they are found, in `meeting_dates` and
`meeting_places`.
"""

from __future__ import annotations

DATE: dict[str, float] = {
    "again": 0.72,
    "ahead_far": -0.76,
    "ahead_held": -0.23,
    "ahead_one": -0.03,
    "ahead_planned": 1.07,
    "back_far": -0.85,
    "back_held": 0.52,
    "back_one": 0.51,
    "followed": 1.2,
    "introduced": -0.41,
    "late": -1.21,
    "lead": 0.77,
    "limit": -0.69,
    "loose": 0.26,
    "meets": 1.34,
    "month": -0.66,
    "month_past": -1.59,
    "month_planned": -0.12,
    "night": 0.38,
    "p_background": -0.14,
    "p_meeting": 0.34,
    "past": 0.42,
    "range": 0.8,
    "report": 0.23,
    "report_held": 0.38,
    "report_planned": -0.15,
    "same_held": 0.38,
    "same_planned": -0.15,
    "spoken_to_come": 0.31,
    "to_come": 0.1,
    "today": 0.42,
    "told": 0.48,
    "took_part": 0.17,
    "week": -0.94,
    "week_past": -0.08,
    "week_planned": -0.81,
    "with_people": 0.22,
}

PLACE: dict[str, float] = {
    "again": 0.56,
    "around_dateline": -0.3,
    "at": 0.77,
    "bare": -0.76,
    "building": 1.98,
    "city": 1.18,
    "country": -1.11,
    "dateline": 1.69,
    "dateline_aimed": -0.23,
    "dateline_here": 0.74,
    "dateline_planned": -1.29,
    "introduced": -0.11,
    "introduced_at": 0.52,
    "late": -1.41,
    "lead": 0.91,
    "p_background": -0.35,
    "p_meeting": 0.11,
    "region": -2.05,
    "tied": 0.1,
    "tied_toward": 1.65,
    "to_come": 0.36,
    "told": 1.25,
    "told_at": 0.29,
    "toward": -0.17,
    "with_people": 0.46,
}


def log_odds(weights: dict[str, float], traits: dict[str, float]) -> float:
    """The sum of the weights of the traits, rounded so that the last bit decides nothing."""
    return round(sum(weights.get(name, 0.0) * size for name, size in sorted(traits.items())), 6)
