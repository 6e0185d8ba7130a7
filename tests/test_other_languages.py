"""A source in a language that no model was taught still makes a brief, in its own words and direction."""

from __future__ import annotations

import pytest

from briefing import Document, make_brief

ARABIC = """\
وزير الطاقة الأذربيجاني يبحث مع نظيره النرويجي صادرات الغاز

اجتمع وزير الطاقة الأذربيجاني برويز شهبازوف مع نظيره النرويجي تيريه آسلاند في باكو يوم الجمعة.

وناقش الوزيران أمن الطاقة وأسعار الغاز وتوسيع ممر الغاز الجنوبي إلى أوروبا.

وقال شهبازوف إن بلاده ستصدّر 20 مليار متر مكعب من الغاز سنوياً إلى الاتحاد الأوروبي بحلول عام 2027.

وارتفع حجم التبادل التجاري بين البلدين بنسبة 15 في المئة في عام 2023.
"""
HINDI = "विदेश मंत्री ने बाकू में नॉर्वे के ऊर्जा मंत्री से मुलाकात की।\n\nदोनों पक्षों ने गैस की कीमत पर चर्चा की।"


@pytest.mark.parametrize(("code", "text"), [("ar", ARABIC), ("hi", HINDI)])
@pytest.mark.parametrize("template", ["brief", "full", "readout"])
def test_something_is_stated_word_for_word(code, text, template):
    brief = make_brief([Document.from_text(text, language=code)], template=template)
    stated = [s.text for s in brief.statements()]
    assert stated
    assert brief.bottom_line == 1
    assert all(words in text for words in stated)
