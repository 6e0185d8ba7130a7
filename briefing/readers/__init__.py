"""Readers: from files, folders, bytes and streams to documents.

from briefing import readers
documents, skipped = readers.load(["reports/", "note.txt"])
"""

from briefing.readers.choice import BUILT_IN as BUILT_IN
from briefing.readers.choice import names as names
from briefing.readers.jsonl import read_lines as read_lines
from briefing.readers.limits import Limits as Limits
from briefing.readers.reading import read as read
from briefing.readers.reading import reader_for as reader_for
from briefing.readers.sources import load as load
from briefing.readers.sources import stream as stream
