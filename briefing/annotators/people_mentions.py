"""Mentions of people that stand on their own: with an office, a form of address or a given name beside them."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.annotators.names import (
    CAPITAL,
    GIVEN,
    HEAD,
    HONORIFIC,
    INITIAL,
    LINK,
    NEVER,
    PLACE,
    PLURAL,
    POSSESSIVE,
    PUNCTUATION,
    SPEECH,
    STOP,
    Lexicon,
    Line,
)
from briefing.annotators.people_affiliations import affiliation
from briefing.annotators.people_checks import (
    ends_phrase,
    is_credible,
    is_likely,
    is_nested,
    is_remark,
    name_ending_at,
    opens_name,
)
from briefing.annotators.people_complements import Complement, read_complement
from briefing.annotators.people_runs import has_given, run_end, skip_honorifics
from briefing.annotators.people_titles import Title, read_title

# A title that follows its name begins at most this many words after the comma: "the country's chief …".
LONGEST_DETERMINER = 3
LONGEST_LIST = 12


@dataclass(slots=True)
class Mention:
    """A name in a sentence, by word indices.

    Attributes:
        line: the sentence.
        start, end: its words.
        title: first and after last word of the title, (0, 0) if none.
        affiliation: country or body, "" if none.
        reference: whether it is an office that stands for a name ("the minister").
    """

    line: Line
    start: int
    end: int
    title: tuple[int, int] = (0, 0)
    affiliation: str = ""
    reference: bool = False


class Scan:
    """Finds the mentions of one sentence; `taken` marks the words of names and titles."""

    def __init__(self, words: Lexicon, line: Line) -> None:
        self.words = words
        self.line = line
        self.taken = bytearray(len(line.words))
        self.found: list[Mention] = []

    def run(self) -> list[Mention]:
        """Titled mentions first, since they show what else is no name, then addressed and full names."""
        flags = self.line.flags
        i, count = 0, len(flags)
        while i < count:
            if flags[i] & HEAD and not self.taken[i]:
                i = self._titled(i)
            else:
                i += 1
        for i in range(count):
            flag = flags[i]
            if flag & CAPITAL and flag & (HONORIFIC | GIVEN | INITIAL) and not self.taken[i]:
                self._addressed(i) if flag & HONORIFIC else self._full(i)
        self.found.sort(key=lambda m: m.start)
        return self.found

    def _titled(self, head: int) -> int:
        """Find the name of the office around word `head`; returns where to go on."""
        line, flags = self.line, self.line.flags
        title = read_title(self.words, line, head, self.taken)
        rest = Complement(title.end)
        if title.end < len(flags) and flags[title.end] & LINK and not flags[title.end] & CAPITAL:
            rest = read_complement(self.words, line, title.end)
        if rest.inner >= 0 and is_nested(self.words, line, self.taken, title, rest):
            self._after_name(title, Complement(title.end), nested=True)
            return rest.inner
        after_name_at = title.end
        if rest.end == title.end and line.words[title.end : title.end + 3 : 2] == ["(", ")"]:
            after_name_at = title.end + 3
        at = rest.name if rest.name >= 0 else after_name_at if rest.end == title.end else -1
        if at >= 0 and (after := self._before_name(title, rest, at)):
            return after
        if self._after_name(title, rest):
            return max(rest.end, title.end)
        return self._comma_name(title, rest) or max(title.end, head + 1)

    def _before_name(self, title: Title, rest: Complement, at: int) -> int:
        """The index after the name that follows a title ("Foreign Minister Jeyhun Bayramov"), 0 if none does."""
        line = self.line
        if at < len(line.words) and line.words[at] in "(\"“'‘" and rest.name < 0:
            at += 1
        start = skip_honorifics(self.words, line, at)
        end = run_end(self.words, line, start, titled=True)
        if end == start or not is_credible(self.words, line, title, start, end):
            return 0
        plural = bool(line.flags[title.head] & PLURAL)
        title_end = rest.end if rest.name >= 0 else title.end
        self._add(start, end, (title.start, title_end), rest.affiliation or title.affiliation)
        for k in range(title.phrase, title_end):
            self.taken[k] = 1
        end = self._closing(start, end)
        return self._list(title, end) if plural else end

    def _closing(self, start: int, end: int) -> int:
        """Take in what stands after the bracket of "(Prime Minister Yasuhiro) Nakasone"."""
        line = self.line
        if end + 1 < len(line.words) and line.words[end] == ")" and line.words[start - 1] != "(":
            flag = line.flags[end + 1]
            opened = any(line.words[k] == "(" for k in range(max(0, start - 8), start))
            if opened and flag & CAPITAL and not flag & (NEVER | STOP | PLACE | HEAD):
                self.found[-1].end = end + 2
                self.taken[end + 1] = 1
                return end + 2
        return end

    def _list(self, title: Title, end: int) -> int:
        """The further names after a plural: "Presidents Ibrahim Babangida of Nigeria and Denis Sassou Nguesso"."""
        line, flags = self.line, self.line.flags
        i = end
        while i + 1 < len(flags) and i - end < LONGEST_LIST:
            if line.low[i] == "of" and i + 1 in line.places:
                i = line.places[i + 1][0]
                continue
            step = i
            while step < len(flags) and line.low[step] in {",", "and"}:
                step += 1
            if step == i or step >= len(flags):
                break
            start = skip_honorifics(self.words, line, step)
            stop = run_end(self.words, line, start, titled=True)
            if stop == start or (start in line.places and line.places[start][0] >= stop):
                break
            self._add(start, stop, (title.start, title.end), title.affiliation)
            i = stop
        return max(i, end)

    def _after_name(self, title: Title, rest: Complement, *, nested: bool = False) -> bool:
        """Give a title to the name before the comma: "Jens Stoltenberg, the NATO secretary-general,"."""
        line = self.line
        i = title.phrase - 1
        steps = 0
        while (
            i > 0
            and line.low[i] in {"the", "a", "an", "his", "her", "its", "their"}
            and steps < LONGEST_DETERMINER
        ):
            i -= 1
            steps += 1
        if line.low[i] == "also":
            i -= 1
        if line.low[i] in {"is", "was"} and i > 2 and line.low[i - 1] == "who":
            i -= 2
        if i < 1 or line.words[i] not in {",", "(", "-", "–", "—"}:
            return False
        if is_remark(self.words, line, title, rest) or not (nested or ends_phrase(line, rest.end)):
            return False
        end = i
        known = next((m for m in self.found if m.end == end), None)
        start = known.start if known else name_ending_at(self.words, line, end)
        if start < 0 or (
            line.flags[title.head] & PLURAL and not (start and line.low[start - 1] in {"and", "&"})
        ):
            return False  # one person is not "the ministers"
        stop = rest.end if rest.name < 0 else rest.name
        span = (title.start, stop)
        country = rest.affiliation or title.affiliation
        if known is None:
            self._add(start, end, span, country)
        elif known.title == (0, 0) or (line.low[title.head] not in self.words.vague and self._weak(known)):
            known.title, known.affiliation = span, country or known.affiliation
        else:
            known.affiliation = known.affiliation or country
        for k in range(title.phrase, stop):
            self.taken[k] = 1
        return True

    def _weak(self, mention: Mention) -> bool:
        return self.line.low[mention.title[1] - 1] in self.words.vague

    def _comma_name(self, title: Title, rest: Complement) -> int:
        """The index after the name behind a title and a comma ("his counterpart, Shukri Ghanem,"), else 0."""
        line, flags = self.line, self.line.flags
        comma = rest.end
        if comma + 1 >= len(flags) or line.words[comma] not in {",", ":"}:
            return 0
        start = skip_honorifics(self.words, line, comma + 1)
        single = not flags[title.head] & PLURAL and line.low[title.head] not in self.words.vague
        while (
            single
            and start < len(flags)
            and flags[start] & CAPITAL
            and line.low[start].rstrip(".") in self.words.ranks
        ):
            start = skip_honorifics(self.words, line, start + 1)
        if start >= len(flags):
            return 0
        end = run_end(self.words, line, start, titled=start > comma + 1)
        if end == start or (start in line.places and line.places[start][0] >= end):
            return 0
        addressed = start > comma + 1
        if not addressed and (end - start < 2 or not is_likely(line, title, start, end)):
            return 0
        self._add(start, end, (title.start, rest.end), rest.affiliation or title.affiliation)
        for k in range(title.phrase, rest.end):
            self.taken[k] = 1
        return end

    def _addressed(self, i: int) -> None:
        """A name after a form of address: "Mr Kennedy"."""
        start = skip_honorifics(self.words, self.line, i)
        if start == i:
            return
        end = run_end(self.words, self.line, start, titled=True)
        if end > start and not self.taken[start]:
            self._add(start, end, (0, 0), "")

    def _full(self, i: int) -> None:
        """A given name and at least one more word: "Tony Blair"."""
        line, flags = self.line, self.line.flags
        if i and flags[i - 1] & CAPITAL and not opens_name(line, self.taken, i - 1):
            return
        end = run_end(self.words, line, i, titled=False)
        if not has_given(line, i, end) or any(self.taken[i:end]):
            return
        if (
            flags[i] & INITIAL
            and not flags[i] & GIVEN
            and end < len(flags)
            and not flags[end] & (SPEECH | STOP | PUNCTUATION | POSSESSIVE)
        ):
            return
        if i in line.places and line.places[i][0] >= end:
            return
        owner = ""
        if i > 1 and flags[i - 1] & POSSESSIVE:
            owner = affiliation(self.words, line, i - 2, i - 1)
        self._add(i, end, (0, 0), owner)

    def _add(self, start: int, end: int, title: tuple[int, int], affiliation_: str) -> None:
        line = self.line
        if not affiliation_ and end + 1 < len(line.low) and line.low[end] == "of" and end + 1 in line.places:
            entry = line.places[end + 1][1]
            affiliation_ = entry.name if entry.kind == "country" else ""
        self.found.append(Mention(line, start, end, title, affiliation_))
        for k in range(start, end):
            self.taken[k] = 1
