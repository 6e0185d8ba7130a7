"""Sources made to break documents: what ministries get, and what nobody should send them.

Each case is a list of documents and the options of its briefs. All texts are made up.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from briefing import Document

DAY = date(2024, 5, 4)

VISIT = """\
Foreign Minister Ana Silva of Portugal met Energy Minister Tom Berg of Norway in Lisbon on 3 May 2024.

The ministers discussed the price of gas, the safety of the pipeline and the port of Sines.

Berg said that Norway would keep its deliveries at the level of last year, whatever the weather brings.

According to Silva, the port of Sines needs a second terminal before winter comes.

The two sides agreed to sign a memorandum on storage when they meet again in June.

The visit follows a round of talks in Oslo, where experts of both countries had looked at tariffs.

Portugal and Norway opened talks on gas in 1998.

In 2005, the two countries signed a treaty on shipping.

In March 2005, the port of Sines received its first Norwegian tanker.

Trade between the two countries doubled in 2015, and has been steady since 2019.
"""


@dataclass(frozen=True)
class Case:
    """Documents, and options that every brief of them is made with."""

    documents: tuple[Document, ...]
    options: dict[str, Any] = field(default_factory=dict)


def _case(text: str, *, title: str = "Berg in Lisbon", language: str = "en", **options: Any) -> Case:
    published = options.pop("published", DAY)
    return Case((Document.from_text(text, title=title, published=published, language=language),), options)


def _named(name: str, **changes: Any) -> Case:
    """The visit, from a source with another name, publisher, author or language."""
    document = Document.from_text(VISIT, title=changes.pop("title", "Berg in Lisbon"), published=DAY, id=name)
    return Case((replace(document, **changes),))


def _many(count: int, texts: list[str]) -> Case:
    return Case(
        tuple(
            Document.from_text(
                texts[n % len(texts)].replace("Sines", f"Sines {n}"),
                title=f"Report {n}",
                published=date(2024, 1 + n % 12, 1 + n % 28),
                id=f"report-{n}.txt",
            )
            for n in range(count)
        )
    )


_FOREIGN = {
    "arabic": ("ar", "اجتمع وزير الخارجية مع نظيره في باكو يوم 3 مايو 2024. وناقش الوزيران أمن الطاقة وأسعار الغاز."),
    "hebrew": ("he", "שר החוץ נפגש עם עמיתו בבאקו ב-3 במאי 2024. השרים דנו במחירי הגז ובביטחון הצינור."),
    "persian": ("fa", "وزیر خارجه در ۳ مه ۲۰۲۴ با همتای خود در باکو دیدار کرد. آنان دربارهٔ قیمت گاز گفت‌وگو کردند."),
    "chinese": ("zh", "外交部长于2024年5月3日在巴库会见了挪威能源部长。双方讨论了天然气价格和管道安全。"),
    "japanese": ("ja", "外務大臣は2024年5月3日、バクーでノルウェーのエネルギー大臣と会談した。両者はガス価格について協議した。"),
    "korean": ("ko", "외교부 장관은 2024년 5월 3일 바쿠에서 노르웨이 에너지 장관을 만났다. 양측은 가스 가격을 논의했다."),
    "thai": ("th", "รัฐมนตรีต่างประเทศพบกับรัฐมนตรีพลังงานนอร์เวย์ที่บากู ทั้งสองฝ่ายหารือเรื่องราคาก๊าซ"),
    "georgian": ("ka", "საგარეო საქმეთა მინისტრი ბაქოში ნორვეგიის ენერგეტიკის მინისტრს შეხვდა. მხარეებმა გაზის ფასი განიხილეს."),
    "armenian": ("hy", "Արտաքին գործերի նախարարը Բաքվում հանդիպեց Նորվեգիայի էներգետիկայի նախարարին։ Կողմերը քննարկեցին գազի գինը։"),
    "hindi": ("hi", "विदेश मंत्री ने बाकू में नॉर्वे के ऊर्जा मंत्री से मुलाकात की। दोनों पक्षों ने गैस की कीमत पर चर्चा की।"),
    "russian": ("ru", "Министр иностранных дел встретился в Баку с министром энергетики Норвегии 3 мая 2024 года. Стороны обсудили цены на газ."),
    "greek": ("el", "Ο υπουργός Εξωτερικών συναντήθηκε στο Μπακού με τον υπουργό Ενέργειας της Νορβηγίας. Συζήτησαν την τιμή του αερίου."),
    "turkish": ("tr", "Dışişleri Bakanı, Bakü'de Norveç Enerji Bakanı ile görüştü. Taraflar gaz fiyatını ve boru hattını ele aldı."),
    "azerbaijani": ("az", "Xarici işlər naziri Bakıda Norveçin energetika naziri ilə görüşüb. Tərəflər qazın qiymətini (₼) müzakirə edib."),
    "polish": ("pl", "Minister spraw zagranicznych spotkał się w Baku z ministrem energii Norwegii. Rozmawiano o cenie gazu i łączności."),
    "french": ("fr", "Le ministre des Affaires étrangères a rencontré à Bakou son homologue norvégien. Ils ont évoqué le prix du gaz."),
    "german": ("de", "Der Außenminister traf in Baku den Energieminister Norwegens. Die Gaspreise waren das Hauptthema ihres Gesprächs."),
    "spanish": ("es", "El ministro de Exteriores se reunió en Bakú con su homólogo noruego. Hablaron del precio del gas y del gasoducto."),
    "vietnamese": ("vi", "Bộ trưởng Ngoại giao đã gặp Bộ trưởng Năng lượng Na Uy tại Baku. Hai bên đã thảo luận về giá khí đốt."),
}  # fmt: skip

_LIKE = {
    "html": "The <b>minister</b> wrote <script>alert('gas')</script> &amp; </template></style><img src=http://127.0.0.1:9/x>. He met "
    '<a href="file:///etc/passwd">the envoy</a> in Baku.',
    "markdown": "# The minister *met* the **envoy** in `Baku`.\n\n1. He said [gas](http://127.0.0.1:9/x) | oil | coal.\n\n- ~~No~~ ![map](x.png) and <http://127.0.0.1:9/y>.",
    "jinja": "The minister met {{ 7 * 7 }} envoys in {% raw %}Baku{% endraw %}. {# He left. #} He paid {{ config }} for {% include 'x' %}.",
    "field": "The minister wrote { PAGE } of { NUMPAGES } and {=1+1} to MERGEFIELD in Baku. He added DDEAUTO c:\\\\windows \\* MERGEFORMAT.",
    "css": "The minister wrote } body { display: none } @import url(http://127.0.0.1:9/z); in Baku. He added \\22 content: \"x\"; */ /* and left.",
    "tex": "The minister spent $10^{6}$ \\textbf{on} gas_lines & #pipes ~ 50% \\input{passwd} in Baku. He met the envoy ^there^.",
    "xml": "The minister met <?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e; in Baku. He wrote ]]> and left.",
    "json": 'The minister wrote {"schema": "briefing/1", "title": null} in Baku. He met "the \\u0000 envoy" there.',
    "formula": "=HYPERLINK(\"http://127.0.0.1:9\") was what the minister wrote in Baku. @SUM(A1:A9) met the envoy. +1 and -1 were said.",
}  # fmt: skip

_SIGNS = {
    "emoji": "The minister met the envoy 😀👩‍👩‍👧‍👦🇦🇿 in Baku. He said ✅ to gas 🔥 and ❌ to coal ☀️.",
    "combining": "The minister met Z͑ͫ̓ͪ̂ͫ̽͏a̴͢l͟g̡o in Baku. He said ạ̈ é n̈ and left.",
    "bidi-controls": "The minister met \u202ethe envoy\u202c in \u2067Baku\u2069 \u200f today. He said \u200bno\u200d more.",
    "mixed-directions": "The minister met وزير الطاقة in Baku on 3 May. He said שלום (12–15 MW) and left.",
    "ligatures": "The oﬃce of the minister ﬁled the ﬂow of gas in Baku. He said ĳ, œ, æ and ß.",
    "soft-hyphens": "The min\u00adis\u00adter met the en\u00advoy in Baku. He said no\u2011one and 10\u00a0MW\u2009per\u202fday.",
    "mathematics": "The minister met ∑∫√∞≠≤≥±×÷ in Baku. He said x² + y₂ ≈ ½·10⁻⁶ ℃ and Ω.",
    "currencies": "The minister paid ₼5, €7, £9, ₽11, ₾13, ₸15 and ₿17 in Baku. He met the envoy for ﷼19.",
    "private-use": "The minister met \ue000\uf8ff\U000f0000 in Baku. He said \ufdd0 and \U0001ffff and left.",
    "control-characters": "The minister met \x0bthe\x1f envoy\x85 in\u2028 Baku. He said \x00 and \x7f and left.",
    "ancient": "The minister read 𒀀𒁀 and 𐎀𐎁 and ᚠᚢᚦ in Baku. He met the envoy 𓀀.",
    "box-drawing": "The minister met ┌─┐│█▓▒░ ►◄▲▼ ★☆ in Baku. He said ☎ ✆ ⌘ and left.",
}  # fmt: skip

_HANDED = {
    "to": "The Minister",
    "sender": "Energy Desk, Directorate-General for Economic and Energy Diplomacy",
    "copies": "Permanent Secretary; Special Adviser; Private Office <all>",
    "reference": "BN/2024–17 \"A\" & B",
    "marking": "OFFICIAL – SENSITIVE & <EYES ONLY>",
}  # fmt: skip

_SENTENCE = "The delegation of country {n} spoke at some length about the price of gas and the safety of pipeline {n}."


def cases() -> dict[str, Case]:
    """All cases by their names."""
    found = {f"language-{name}": _case(f"{t}\n\n{t.split('.')[0]}.", title=t[:30], language=code)
             for name, (code, t) in _FOREIGN.items()}  # fmt: skip
    found |= {f"like-{name}": _case(text, title=text[:40]) for name, text in _LIKE.items()}
    found |= {f"signs-{name}": _case(text, title=text[:40]) for name, text in _SIGNS.items()}
    found |= {f"labels-{code}": _case(VISIT, labels=code) for code in ("fr", "de", "es", "ru", "az")}
    found |= {
        "visit": _case(VISIT),
        "letter": _case(VISIT, paper="letter", **_HANDED),
        "handed": _case(VISIT, **_HANDED),
        "one-paragraph": _case("The minister met the envoy in Baku."),
        "one-word": _case("Gas."),
        "one-long-sentence": _case("The minister said that " + "gas, oil and coal, and " * 120 + "coal."),
        "long-word": _case(f"The minister met {'Donaudampfschiff' * 30} in Baku. He said {'x' * 400}."),
        "long-address": _named("https://example.org/" + "a/very/long/path/" * 12 + "note.html"),
        "hostile-name": _named("../../<b>x</b>&\"'.txt", publisher="<i>Gas & Oil</i>", author="{{ x }}"),
        "title-of-60-words": _case(VISIT, title=" ".join(f"word{n}" for n in range(60))),
        "title-of-one-long-word": _case(VISIT, title="Gas" * 60),
        "title-from-right-to-left": _case(VISIT, title="زيارة الوزير إلى لشبونة"),
        "no-title": _case(VISIT, title=""),
        "no-date": _case("The minister met the envoy. They talked about gas.", published=None),
        "early-date": _case(VISIT, published=date(1215, 6, 15)),
        "statements-300": _case("\n\n".join(_SENTENCE.format(n=n) for n in range(300))),
        "pages-8": _case("\n\n".join(_SENTENCE.format(n=n) for n in range(300)), pages=8),
        "sources-2": _many(2, [VISIT]),
        "sources-40": _many(40, [VISIT, _FOREIGN["french"][1], _SENTENCE]),
        "sources-of-many-languages": Case(
            tuple(Document.from_text(t, title=n, published=DAY, language=c, id=n) for n, (c, t) in _FOREIGN.items())
        ),
        "capitals": _case(VISIT.upper(), title="BERG IN LISBON"),
        "quotations": _case('"We will," said Berg in Lisbon, "keep \'all\' of it – “gas”, «oil» and „coal“."'),
        "numbers": _case("Norway sold 12,345.67 MW at 8.9 % for €1 000 000 in 2015. Berg met Silva on 3 May 2024."),
    }  # fmt: skip
    return found
