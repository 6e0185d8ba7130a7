"""Proof: each sentence of a finished document held against its sources.

from briefing import verify
found = verify("note.docx", ["seeds/"])
"""

from briefing.proof.checking import check as check
from briefing.proof.checking import verify as verify
