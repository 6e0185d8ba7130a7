"""People in English news and official texts, anchored on titles, given names and what is known by then.

No library gives a person's title with the name, so this is own code: an office beside a name makes it a person's,
whatever the name looks like; forms of address, given names and a verb of speech do the same with less certainty.
Then every shorter form, and an office that stands for its holder, is traced back to the full name.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefing.annotators.names import Lexicon, Line, between, language_of, lexicon, read_lines
from briefing.annotators.people_mentions import Mention
from briefing.annotators.people_merge import Holder, join
from briefing.model import Document, Person, Sentence

_UNQUOTED = ("heading", "byline", "boilerplate")


def find_people(document: Document, sentences: Sequence[Sentence]) -> tuple[Person, ...]:
    """Every mention of a person.

    Args:
        document: the text. For a language without title data nothing is found.
        sentences: all its sentences, in order.

    Returns:
        Mentions in text order, disjoint: names without their titles, and offices that stand for one person
        ("the minister"), whose `text` is then the office. `name` is the fullest form that the document prints, `title`
        what stands beside this mention.
    """
    words = lexicon(language_of(document))
    if words is None:
        return ()
    return people_in(document, sentences, words, read_lines(words, document, sentences))


def people_in(
    document: Document, sentences: Sequence[Sentence], words: Lexicon, lines: Sequence[Line]
) -> tuple[Person, ...]:
    """`find_people` on lines that are read already."""
    quotable = [line for line in lines if line.number >= 0 and _speaks(document, sentences[line.number])]
    holders = join(words, quotable)
    people = [_person(document, holder, mention) for holder in holders for mention in holder.mentions]
    return tuple(sorted(people, key=lambda person: person.start))


def merge(people: Sequence[Person]) -> tuple[tuple[Person, ...], ...]:
    """Group mentions by person, in order of the first mention; each group is in text order."""
    groups: dict[tuple[str, str], list[Person]] = {}
    for person in sorted(people, key=lambda p: p.start):
        groups.setdefault((person.document.uri, person.name), []).append(person)
    return tuple(tuple(group) for group in groups.values())


def _speaks(document: Document, sentence: Sentence) -> bool:
    block = document.block_at(sentence.start)
    return block is None or block.kind not in _UNQUOTED


def _person(document: Document, holder: Holder, mention: Mention) -> Person:
    line, text = mention.line, document.text
    start, end = line.starts[mention.start], line.ends[mention.end - 1]
    title = between(text, line, *mention.title).rstrip(" ,;")
    affiliation = mention.affiliation or holder.affiliation
    return Person(document, start, end, holder.name, title, affiliation)
