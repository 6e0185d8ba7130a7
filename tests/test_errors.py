"""The tree of errors: one root, one sentence each, one exit code each."""

import inspect

import pytest

from briefing import errors

CLASSES = [c for _, c in inspect.getmembers(errors, inspect.isclass) if c.__module__ == "briefing.errors"]


@pytest.mark.parametrize("error", CLASSES, ids=lambda c: c.__name__)
def test_every_error_has_the_one_root_and_stands_in_the_drawn_tree(error):
    assert issubclass(error, errors.BriefingError)
    assert error.__name__ in (errors.__doc__ or "")


@pytest.mark.parametrize(
    ("error", "code", "sentence"),
    [
        (errors.UsageError("there is no option 'x'"), 2, "there is no option 'x'"),
        (errors.UnreadableDocument("a.txt", "there is no such file"), 4, "a.txt: there is no such file"),
        (errors.TooLarge("a.txt", "is over 10 MB"), 4, "a.txt: is over 10 MB"),
        (errors.UnknownPlugin("ranker", "x", ["a", "b"]), 2, "no ranker is called 'x'; there are: a, b"),
        (
            errors.PluginLoadError("ranker", "x", "m:f", "no m"),
            2,
            "the ranker 'x' (m:f) cannot be loaded: no m",
        ),
        (
            errors.PluginClash("ranker", "x", ["m:f", "n:f"]),
            2,
            "two packages offer the ranker 'x': m:f and n:f",
        ),
        (errors.BadPluginResult("ranker", "x", "gave nothing"), 2, "the ranker 'x' gave nothing"),
        (errors.TemplateError("brief.css", "is missing"), 5, "brief.css: is missing"),
        (
            errors.MissingLibrary("PDF", "Pango", "apt-get install libpango-1.0-0"),
            5,
            "PDF: Pango is not installed; this installs it: apt-get install libpango-1.0-0",
        ),
    ],
    ids=lambda value: type(value).__name__,
)
def test_an_error_is_one_sentence_with_an_exit_code(error, code, sentence):
    assert str(error) == sentence
    assert error.exit_code == code
