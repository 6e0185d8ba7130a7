"""What conformance does not ask of a PDF, and a reader would miss."""

from __future__ import annotations

import itertools
import re
import shutil
import subprocess

import pikepdf


def structure(node, found):
    """All elements of the structure tree below `node`."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            structure(child, found)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            found.append(node)
        if "/K" in node:
            structure(node.K, found)
    return found


def faults(path):
    """Faults in words, none for a good file."""
    with pikepdf.open(path) as file:
        root = file.Root
        if not str(root.get("/Lang", "")):
            yield "no language"
        if not root.get("/MarkInfo", {}).get("/Marked"):
            yield "not tagged"
            return
        if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
            yield "the title is not shown"
        with file.open_metadata() as metadata:
            if not metadata.get("dc:title"):
                yield "no title"
        if "/Outlines" not in root:
            yield "no bookmarks"
        yield from _tags(structure(root.StructTreeRoot.K, []))
        yield from _links(file)
        if list(file.attachments) != ["briefing.json"]:
            yield f"attached: {list(file.attachments)}"


def _tags(elements):
    kinds = [str(e.S) for e in elements]
    levels = [int(kind[2:]) for kind in kinds if kind[:2] == "/H" and kind[2:].isdigit()]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} headings of level 1"
    if any(b > a + 1 for a, b in itertools.pairwise(levels)):
        yield f"a level of heading is skipped: {levels}"
    for table in (e for e in elements if e.S == "/Table"):
        if not any(e.S == "/TH" for e in structure(table, [])):
            yield "a table without a head"
    if any(e.S == "/Figure" and not str(e.get("/Alt", "")) for e in elements):
        yield "a picture without words for it"


def _links(file):
    names = file.Root.get("/Names", {}).get("/Dests", {}).get("/Names", [])
    places = {str(names[i]) for i in range(0, len(names), 2)}
    for link in (a for page in file.pages for a in page.get("/Annots", []) if a.Subtype == "/Link"):
        if "/Dest" not in link:
            yield f"a link out of the file: {link.get('/A')}"
        elif str(link.Dest) not in places:
            yield f"a dead link: {link.Dest}"
        if not str(link.get("/Contents", "")):
            yield "a link without words for it"


def syntax(path):
    """What qpdf finds wrong."""
    done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True)
    return [] if done.returncode == 0 else (done.stdout + done.stderr).splitlines()


def fonts(path):
    """Fonts that are not embedded as a subset with a map to Unicode, and those that nobody chose."""
    lines = subprocess.run(["pdffonts", str(path)], capture_output=True, text=True, check=True).stdout
    for line in lines.splitlines()[2:]:
        if not re.search(r" yes +yes +yes +\d+ +0$", line) or "Helvetica" in line or "Type 3" in line:
            yield line


def links(path):
    """Number of links to sources."""
    with pikepdf.open(path) as file:
        targets = (str(a.get("/Dest", "")) for page in file.pages for a in page.get("/Annots", []))
        return sum(re.fullmatch(r"S\d+", target) is not None for target in targets)


def attached(path):
    """The bytes of the brief for machines."""
    with pikepdf.open(path) as file:
        return file.attachments["briefing.json"].get_file().read_bytes()


def aloud(path):
    """The words in the order of the tags, as a screen reader says them, without white space."""
    done = subprocess.run(["pdfinfo", "-struct-text", str(path)], capture_output=True, check=True)
    said = re.findall(r'^ *"(.*?)"$', done.stdout.decode(), re.MULTILINE | re.DOTALL)
    return re.sub(r"\s", "", "".join(said))


def lines(path):
    """Of each page its height, and the lines of text as (bottom edge, words), from the top down."""
    command = ["pdftotext", "-bbox", str(path), "-"]
    boxes = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8", "replace")
    for page in boxes.split("<page ")[1:]:
        found = {}
        for y, word in re.findall(r'yMax="([\d.]+)">(.*?)</word>', page):
            found.setdefault(float(y), []).append(word)
        yield float(re.search(r'height="([\d.]+)"', page)[1]), sorted(found.items())


def text(path):
    """The words of the pages in the order of the file, without white space."""
    done = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, text=True, check=True)
    return re.sub(r"\s", "", done.stdout)


HAVE_POPPLER = shutil.which("pdftotext") is not None
HAVE_QPDF = shutil.which("qpdf") is not None
