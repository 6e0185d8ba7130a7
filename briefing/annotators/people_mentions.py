"""Mentions of people that stand on their own: with an office, a form of address or a given name beside them."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.annotators.names import (
    BODY,
    CAPITAL,
    DEMONYM,
    GIVEN,
    HEAD,
    HONORIFIC,
    INITIAL,
    LINK,
    MODIFIER,
    NEVER,
    PLACE,
    PLURAL,
    POSSESSIVE,
    PUNCTUATION,
    SPEECH,
    STOP,
    UPPER,
    Lexicon,
    Line,
)
from briefing.annotators.people_runs import has_given, run_end, skip_honorifics
from briefing.annotators.people_titles import Complement, Title, affiliation, read_complement, read_title

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
        if rest.inner >= 0 and self._nested(title, rest):
            self._after_name(title, Complement(title.end), nested=True)
            return rest.inner
        after_name_at = title.end
        if rest.end == title.end and title.end + 2 < len(flags) and line.words[title.end] == "(":
            if flags[title.end + 1] & UPPER and line.words[title.end + 2] == ")":
                after_name_at = title.end + 3
        at = rest.name if rest.name >= 0 else after_name_at if rest.end == title.end else -1
        if at >= 0 and (after := self._before_name(title, rest, at)):
            return after
        if self._after_name(title, rest):
            return max(rest.end, title.end)
        return self._comma_name(title, rest) or max(title.end, head + 1)

    def _nested(self, title: Title, rest: Complement) -> bool:
        """Whether the head before the name is another's: "aide to President Mitterrand", not "Envoy for Iran General X"."""
        low, outer = self.line.low, self.line.flags[title.head]
        if low[rest.inner].rstrip(".") in self.words.ranks and outer & CAPITAL and not outer & PLURAL:
            return False
        inner = read_title(self.words, self.line, rest.inner, self.taken)
        return inner.phrase > title.end and low[inner.phrase - 1] not in {"and", "&", "/"}

    def _before_name(self, title: Title, rest: Complement, at: int) -> int:
        """ "Foreign Minister Jeyhun Bayramov": the index after the name, 0 if none follows."""
        line = self.line
        if at < len(line.words) and line.words[at] in "(\"“'‘" and rest.name < 0:
            at += 1
        start = skip_honorifics(self.words, line, at)
        end = run_end(self.words, line, start, titled=True)
        if end == start or not self._credible(title, start, end):
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

    def _credible(self, title: Title, start: int, end: int) -> bool:
        """Whether the name after a title is a person's: one word after "rival" or "member" is often a company."""
        line = self.line
        flag = line.flags[start]
        if start in line.places and line.places[start][0] >= end:
            return False
        if line.low[title.head] in self.words.vague and not has_given(line, start, end):
            return end - start >= 2 or not flag & (BODY | UPPER) and bool(line.flags[title.start] & CAPITAL)
        following = line.flags[end] if end < len(line.flags) else 0
        return not (end - start == 1 and following & BODY and following & CAPITAL)

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
        """ "Jens Stoltenberg, the NATO secretary-general,": give the title to the name before the comma."""
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
        if self._ranked(title, rest) or not (nested or self._ends_phrase(rest.end)):
            return False
        end = i
        start = self._name_ending_at(end)
        if start < 0:
            return False
        stop = rest.end if rest.name < 0 else rest.name
        known = next((m for m in self.found if m.end == end), None)
        span = (title.start, stop)
        country = rest.affiliation or title.affiliation
        if known is None:
            self._add(start, end, span, country)
        elif known.title == (0, 0) or line.low[title.head] not in self.words.vague and self._weak(known):
            known.title, known.affiliation = span, country or known.affiliation
        else:
            known.affiliation = known.affiliation or country
        for k in range(title.phrase, stop):
            self.taken[k] = 1
        return True

    def _weak(self, mention: Mention) -> bool:
        return self.line.low[mention.title[1] - 1] in self.words.vague

    def _ranked(self, title: Title, rest: Complement) -> bool:
        """Whether the phrase is a remark: "the first Russian prime minister to visit the country"."""
        line = self.line
        for k in range(title.phrase, title.head):
            if line.low[k] in self.words.ranking and line.low[k + 1] not in self.words.ranked:
                return True
        end = rest.end
        return end < len(line.low) and line.low[end] in {"to", "since"} and end + 1 < len(line.low)

    def _ends_phrase(self, end: int) -> bool:
        """Whether a title that ends at word `end` is an apposition: a comma, a bracket, a verb or the end follows."""
        line = self.line
        if end >= len(line.flags):
            return True
        flag = line.flags[end]
        if flag & PUNCTUATION:
            return True
        return not flag & CAPITAL and bool(flag & (SPEECH | STOP)) and not flag & POSSESSIVE

    def _name_ending_at(self, end: int) -> int:
        """Where the name begins whose last word is before `end`, -1 if none ends there."""
        line, flags = self.line, self.line.flags
        for mention in self.found:
            if mention.end == end:
                return mention.start
        start = end
        while start > 0 and flags[start - 1] & (CAPITAL | 128) and not flags[start - 1] & (STOP | HEAD):
            start -= 1
            if flags[start] & (NEVER | PLACE | DEMONYM) and not flags[start] & GIVEN:
                start += 1
                break
        while start < end:
            first = skip_honorifics(self.words, line, start)
            if (
                first < end
                and flags[first] & CAPITAL
                and run_end(self.words, line, first, titled=True) == end
            ):
                if first in line.places and line.places[first][0] >= end:
                    return -1
                if end - first == 1 and flags[first] & (UPPER | BODY | DEMONYM | NEVER):
                    return -1
                return first
            start = max(first, start) + 1
        return -1

    def _comma_name(self, title: Title, rest: Complement) -> int:
        """ "his Libyan counterpart, Shukri Ghanem, in Zagreb": the index after the name, 0 if there is none."""
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
        if not addressed and (end - start < 2 or not self._likely(title, start, end)):
            return 0
        self._add(start, end, (title.start, rest.end), rest.affiliation or title.affiliation)
        for k in range(title.phrase, rest.end):
            self.taken[k] = 1
        return end

    def _likely(self, title: Title, start: int, end: int) -> bool:
        """Whether a full name after "title," belongs to it: a comma must close it, or a given name open it."""
        line = self.line
        certain = has_given(line, start, end)
        closed = end >= len(line.words) or line.words[end] in {",", ".", ")", ";"}
        closed = closed or (certain and line.low[end] in {"and", "in", "at", "on"})
        before = line.low[title.phrase - 1] if title.phrase else ""
        definite = (
            title.owner or before in {"the", "his", "her", "its", "their", "s", "new"} or title.phrase == 0
        )
        definite = definite or bool(line.flags[title.phrase] & (CAPITAL | DEMONYM))
        return closed and (definite or certain) and not line.flags[start] & (BODY | UPPER)

    def _addressed(self, i: int) -> None:
        """ "Mr Kennedy"."""
        start = skip_honorifics(self.words, self.line, i)
        if start == i:
            return
        end = run_end(self.words, self.line, start, titled=True)
        if end > start and not self.taken[start]:
            self._add(start, end, (0, 0), "")

    def _full(self, i: int) -> None:
        """A given name and at least one more word: "Tony Blair"."""
        line, flags = self.line, self.line.flags
        if i and flags[i - 1] & CAPITAL and not self._opens_name(i - 1):
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

    def _opens_name(self, before: int) -> bool:
        """Whether a name may begin after the capitalised word `before`."""
        flag = self.line.flags[before]
        if self.taken[before]:
            return False
        return (
            before == 0
            or bool(flag & (STOP | DEMONYM | HEAD | MODIFIER | SPEECH | PLACE))
            or self.line.words[before - 1] in '"“.:('
        )

    def _add(self, start: int, end: int, title: tuple[int, int], affiliation_: str) -> None:
        line = self.line
        if not affiliation_ and end + 1 < len(line.low) and line.low[end] == "of" and end + 1 in line.places:
            entry = line.places[end + 1][1]
            affiliation_ = entry.name if entry.kind == "country" else ""
        self.found.append(Mention(line, start, end, title, affiliation_))
        for k in range(start, end):
            self.taken[k] = 1
