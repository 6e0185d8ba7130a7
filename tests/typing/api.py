"""The public names, used as a caller would: this file need only type-check. Never run."""

from pathlib import Path
from typing import assert_type

from briefing import (
    Brief,
    Document,
    Options,
    Query,
    Sentence,
    Statement,
    Verification,
    explain,
    make_brief,
    summarise,
    verify,
)
from briefing.model import Explanation, Reason
from briefing.proof.verification import Edit, Finding

brief = make_brief(["a.txt", Path("b.txt"), b"bytes", Document.from_text("text", published="2024-03-14")])
assert_type(brief, Brief)
make_brief(["a.txt"], options=Options(template="full", query=Query(focus="energy")), words=200)
brief.save("note.docx")
assert_type(brief.render("pdf"), bytes)
for statement in brief.statements():
    assert_type(statement, Statement)
    assert_type(statement.sentence, Sentence)
    assert_type(statement.sentence.span, tuple[int, int])
    assert_type(statement.reasons, tuple[Reason, ...])
for explanation in explain([Path("a.txt")]):
    assert_type(explanation, Explanation)
assert_type(summarise(["a.txt"], words=100, order="rank"), tuple[Statement, ...])
verification = verify("note.pdf", ["a.txt", Document.from_text("text")])
assert_type(verification, Verification)
assert_type(verification.findings, tuple[Finding, ...])
assert_type(verification.findings[0].edits, tuple[Edit, ...])
