"""What each trait of a date and of a place says for its being the encounter's.

A weight is what a trait adds to the log-odds; fitted by `bench/train_encounters.py` on the labelled articles, so that
the right one of an article's candidates comes first. The traits are named where they are found, in `meeting_dates`
and `meeting_places`.
"""

from __future__ import annotations

DATE: dict[str, float] = {
    "again": 0.79,
    "ahead_far": -0.66,
    "ahead_held": -0.41,
    "ahead_one": 0.37,
    "ahead_planned": 0.92,
    "back_far": -0.83,
    "back_held": 0.53,
    "back_one": 0.62,
    "back_planned": 0.06,
    "departs": -0.82,
    "followed": 1.08,
    "introduced": -0.53,
    "late": -1.17,
    "lead": 0.59,
    "limit": -0.5,
    "loose": 0.12,
    "meets": 1.08,
    "month": -0.53,
    "month_past": -1.61,
    "month_planned": -0.2,
    "night": 0.14,
    "p_background": 0.1,
    "p_meeting": 0.55,
    "past": 0.58,
    "range": 0.9,
    "report": 0.32,
    "report_held": 0.49,
    "report_planned": -0.17,
    "same_held": 0.3,
    "same_planned": 0.02,
    "spoken": -0.16,
    "spoken_to_come": 0.37,
    "to_come": 0.06,
    "today": 0.36,
    "told": 1.08,
    "took_part": 0.15,
    "turned": -0.64,
    "turned_cancelled": -0.09,
    "turned_held": -0.31,
    "turned_planned": -0.25,
    "week": -0.88,
    "week_past": -0.14,
    "week_planned": -0.8,
    "with_people": 0.12,
}

PLACE: dict[str, float] = {
    "again": 0.47,
    "around_dateline": -0.41,
    "at": 0.79,
    "bare": -0.71,
    "building": 1.86,
    "city": 1.25,
    "country": -1.09,
    "dateline": 1.68,
    "dateline_aimed": -0.38,
    "dateline_here": 0.64,
    "dateline_planned": -1.19,
    "introduced": -0.03,
    "introduced_at": 0.49,
    "late": -1.41,
    "lead": 0.74,
    "other_day": -0.85,
    "p_background": -0.52,
    "p_meeting": 0.58,
    "past": 0.13,
    "region": -2.02,
    "tied": 0.21,
    "tied_at": 0.1,
    "tied_toward": 1.56,
    "to_come": 0.4,
    "told": 1.24,
    "told_at": 0.26,
    "toward": -0.19,
    "with_people": 0.44,
}


def log_odds(weights: dict[str, float], traits: dict[str, float]) -> float:
    """The sum of the weights of the traits, rounded so that the last bit decides nothing."""
    return round(sum(weights.get(name, 0.0) * size for name, size in sorted(traits.items())), 6)
