"""What no validator asks of a DOCX: faults that a reader, or a screen reader, would meet."""

import io
import zipfile

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = {"w": W, "dc": "http://purl.org/dc/elements/1.1/"}
BODY = 9  # level of what is no heading, though its style is made from one
RUN = {"rStyle", "rtl", "lang"}
PARAGRAPH = {"pStyle", "numPr", "bidi"}


def parts(data):
    """The parsed XML parts of a file by their names."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {
            name: etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith("xml")
        }


def find(element, path):
    return etree._Element.xpath(element, path, namespaces=NAMES)  # python-docx has an xpath of its own


def value(element, path):
    """The first `w:val` at a path, "" if there is none."""
    return next(iter(find(element, f"{path}/@w:val")), "")


def faults(data):
    """Faults in words, an empty list for a good file."""
    found = parts(data)
    body, styles, core = found["word/document.xml"], found["word/styles.xml"], found["docProps/core.xml"]
    stories = [body, *(part for name, part in found.items() if "header" in name or "footer" in name)]
    return [
        *_package(data),
        *_properties(core, styles),
        *_links(body),
        *_tables(body),
        *_headings(body, styles),
        *(fault for story in stories for fault in _formatting(story, styles)),
    ]


def _package(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist():
            if entry.date_time != (1980, 1, 1, 0, 0, 0) or entry.create_system != 3:
                yield f"{entry.filename} tells when or where it was packed"


def _properties(core, styles):
    for name in ("title", "language", "creator"):
        if not find(core, f"string(//dc:{name})"):
            yield f"no {name} in the properties"
    if not find(styles, "//w:docDefaults//w:lang/@w:val"):
        yield "no language in the defaults"


def _links(body):
    there = set(find(body, "//w:bookmarkStart/@w:name"))
    yield from (f"dead link to {a}" for a in find(body, "//w:hyperlink/@w:anchor") if a not in there)
    yield from ("link without a tooltip" for _ in find(body, "//w:hyperlink[not(@w:tooltip)]"))


def _tables(body):
    for table in find(body, "//w:tbl"):
        name = value(table, "w:tblPr/w:tblCaption")
        head = find(table, "w:tr[1]/w:trPr/w:tblHeader")
        if not name or not value(table, "w:tblPr/w:tblDescription"):
            yield "table without caption or description"
        if not head and not find(table, "w:tblPr/w:tblLook[@w:firstColumn='1']"):
            yield f"table {name} has neither a head nor names of its rows"
        if find(table, "w:tr[not(w:trPr/w:cantSplit)]"):
            yield f"a row of table {name} can be split"
        grid = sum(map(int, find(table, "w:tblGrid/w:gridCol/@w:w")))
        for row in find(table, "w:tr"):
            if sum(map(int, find(row, "w:tc/w:tcPr/w:tcW/@w:w"))) != grid:
                yield f"a row of table {name} is not as wide as its grid"


def _headings(body, styles):
    levels = {
        style.get(f"{{{W}}}styleId"): int(value(style, "w:pPr/w:outlineLvl"))
        for style in find(styles, "//w:style[w:pPr/w:outlineLvl]")
    }
    last = -1
    for paragraph in find(body, "//w:p"):
        level = levels.get(value(paragraph, "w:pPr/w:pStyle"))
        level = None if level == BODY else level
        if level is not None and level > last + 1:
            yield f"heading of level {level + 1} after one of level {last + 1}"
        last = last if level is None else level
    if last < 0:
        yield "no heading"


def _formatting(story, styles):
    known = set(find(styles, "//w:style/@w:styleId"))
    used = find(story, "//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val")
    yield from (f"style {name} is not there" for name in sorted(set(used) - known))
    yield from (
        f"paragraph without a style: {p.xpath('string()')}" for p in find(story, "//w:p[not(w:pPr/w:pStyle)]")
    )
    for path, allowed in (("//w:rPr", RUN), ("//w:pPr", PARAGRAPH)):
        for element in find(story, f"{path}/*"):
            if (name := etree.QName(element).localname) not in allowed:
                yield f"formatting beside the styles: {name}"
    for paragraph in find(story, "//w:p[not(ancestor::w:tc)]"):
        if not paragraph.xpath("string()").strip() and not find(paragraph, ".//w:drawing"):
            yield "empty paragraph"
