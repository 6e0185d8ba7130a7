"""What each trait of a date and of a place says for its being the encounter's.

A weight is what a trait adds to the log-odds; fitted by `bench/train_encounters.py` on the labelled articles, so that
the right one of an article's candidates comes first. The traits are named where they are found, in `meeting_dates`
and `meeting_places`.
"""

from __future__ import annotations

DATE: dict[str, float] = {
    "again": 0.75,
    "ahead_far": -0.69,
    "ahead_held": -0.41,
    "ahead_one": 0.38,
    "ahead_planned": 0.9,
    "back_far": -0.82,
    "back_held": 0.54,
    "back_one": 0.63,
    "back_planned": 0.05,
    "departs": -0.85,
    "followed": 1.08,
    "introduced": -0.54,
    "late": -1.15,
    "lead": 0.6,
    "limit": -0.48,
    "loose": 0.12,
    "meets": 1.1,
    "month": -0.54,
    "month_past": -1.59,
    "month_planned": -0.2,
    "night": 0.16,
    "p_background": 0.1,
    "p_meeting": 0.54,
    "past": 0.59,
    "range": 0.89,
    "report": 0.34,
    "report_held": 0.49,
    "report_planned": -0.14,
    "same_held": 0.3,
    "same_planned": 0.04,
    "spoken": -0.23,
    "spoken_to_come": 0.36,
    "today": 0.39,
    "told": 1.08,
    "took_part": 0.11,
    "turned": -0.63,
    "turned_cancelled": -0.08,
    "turned_held": -0.31,
    "turned_planned": -0.24,
    "week": -0.88,
    "week_past": -0.14,
    "week_planned": -0.8,
    "with_people": 0.19,
}

PLACE: dict[str, float] = {
    "again": 0.47,
    "around_dateline": -0.4,
    "at": 0.79,
    "bare": -0.71,
    "building": 1.85,
    "city": 1.24,
    "country": -1.1,
    "dateline": 1.68,
    "dateline_aimed": -0.38,
    "dateline_here": 0.63,
    "dateline_planned": -1.2,
    "introduced_at": 0.49,
    "late": -1.41,
    "lead": 0.73,
    "other_day": -0.88,
    "p_background": -0.51,
    "p_meeting": 0.57,
    "past": 0.15,
    "region": -1.99,
    "tied": 0.22,
    "tied_at": 0.1,
    "tied_toward": 1.56,
    "to_come": 0.39,
    "told": 1.24,
    "told_at": 0.25,
    "toward": -0.2,
    "with_people": 0.41,
}


def log_odds(weights: dict[str, float], traits: dict[str, float]) -> float:
    """The sum of the weights of the traits, rounded so that the last bit decides nothing."""
    return round(sum(weights.get(name, 0.0) * size for name, size in sorted(traits.items())), 6)
