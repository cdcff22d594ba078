"""A PDF looked at with poppler's programs, by somebody who did not set it: its words, and where they stand.

    with Paper(pdf) as paper:
        "约谈〔2022〕1号" in paper.text              # without blanks and breaks
        check_letter(paper, number, entity, date)    # the letter form of GB/T 9704-2012, or an AssertionError

Points of 1/72 inch from the upper left corner of the page. The standard leaves a millimetre at the upper and the left
margin; the grid of 22 lines of 28 characters is what fills the text area, so it has no more room than a fifth of a point.
"""
import collections
import pathlib
import re
import subprocess
import tempfile
import xml.etree.ElementTree

MM = 72 / 25.4
PAGE = (210 * MM, 297 * MM)
TOP, LEFT = 37 * MM, 28 * MM
RIGHT, BOTTOM = LEFT + 156 * MM, TOP + 225 * MM
LINES, COLUMNS = 22, 28
BODY = 16  # 三号
SIZES = {12, 14, 16, 22}  # 小四 of tables, 四号 of copies and page numbers, 三号, 二号 of the title; the mark has its own
RED = "ff3333"  # 80 parts of yellow, 80 of magenta
LINE = (BOTTOM - TOP - BODY) / (LINES - 1)
COLUMN = (RIGHT - LEFT - BODY) / (COLUMNS - 1)
ABOVE_BASE = 0.88  # of a Chinese character's square
GRID = 0.2
DPI = 150

Word = collections.namedtuple("Word", "text left top right")
Ink = collections.namedtuple("Ink", "left top right bottom")


class Paper:
    def __init__(self, pdf):
        self.folder = tempfile.TemporaryDirectory()
        self.file = pathlib.Path(self.folder.name, "paper.pdf")
        self.file.write_bytes(pdf)
        self.pages = int(re.search(r"(?m)^Pages: +(\d+)", self.run("pdfinfo")).group(1))
        self.text = re.sub(r"\s", "", self.run("pdftotext", "-layout", after=["-"]))

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        self.folder.cleanup()

    def run(self, program, *options, after=(), page=None):
        if page:
            options = [*options, "-f", str(page), "-l", str(page)]
        done = subprocess.run([program, *options, self.file, *after], capture_output=True, check=True)
        return done.stdout if program == "pdftoppm" else done.stdout.decode()

    def sizes(self):
        """Width and height of each page."""
        found = re.findall(r"(?m)^Page +\d+ size: +([\d.]+) x ([\d.]+)", self.run("pdfinfo", "-f", "1", "-l", "99"))
        return [(float(width), float(height)) for width, height in found]

    def words(self, page):
        tree = xml.etree.ElementTree.fromstring(self.run("pdftotext", "-bbox", after=["-"], page=page))
        return [Word(node.text, *(float(node.get(side)) for side in ("xMin", "yMin", "xMax"))) for node in tree.iter()
                if node.tag.endswith("word")]

    def word(self, page, start):
        found = [word for word in self.words(page) if word.text.startswith(start)]
        assert len(found) == 1, f"{start} on page {page}: {found}"
        return found[0]

    def lines(self, page):
        """Glyphs as {base line: [x, ...]}, from above."""
        # A sheet as large as A4 in whole points, or the page would be scaled to fit 595 by 841.
        svg = self.run("pdftocairo", "-svg", "-paperw", "596", "-paperh", "842", "-nocenter", after=["-"], page=page)
        out = collections.defaultdict(list)
        for x, y in re.findall(r'<use [^>]*x="([-\d.]+)" y="([-\d.]+)"', svg):
            out[round(float(y), 1)].append(float(x))
        return {base: sorted(out[base]) for base in sorted(out)}

    def ink(self, page, first=0.0, last=PAGE[1]):
        """What is not white between two heights, from a picture."""
        picture = self.run("pdftoppm", "-gray", "-r", str(DPI), "-singlefile", page=page)
        head = re.match(rb"P5\s(\d+)\s(\d+)\s255\s", picture)
        width, height = int(head.group(1)), int(head.group(2))
        rows = [picture[head.end() + y * width:head.end() + (y + 1) * width] for y in range(height)]
        scale = 72 / DPI
        dark = [(y, [m.start() for m in re.finditer(rb"[\x00-\x7f]", row)]) for y, row in enumerate(rows)
                if first <= y * scale <= last]
        dark = [(y, xs) for y, xs in dark if xs]
        return Ink(min(xs[0] for _, xs in dark) * scale, dark[0][0] * scale,
                   (max(xs[-1] for _, xs in dark) + 1) * scale, (dark[-1][0] + 1) * scale)

    def fonts(self):
        """(name, embedded, subset, unicode) of each font."""
        return re.findall(r"(?m)^(\S+) .* (yes|no) +(yes|no) +(yes|no) +\d+ +\d+ *$", self.run("pdffonts"))

    def types(self):
        """{size: colour} of what is set in it."""
        xml_text = self.run("pdftohtml", "-xml", "-zoom", "1", "-i", "-stdout")
        return {int(size): colour for size, colour in
                re.findall(r'<fontspec id="\d+" size="(\d+)"[^>]* color="#(\w+)"', xml_text)}


def near(value, wanted, within, what):
    assert abs(value - wanted) <= within, f"{what}: {value / MM:.2f} mm, not {wanted / MM:.2f} mm"


def check_letter(paper, number, entity, date, grid=True):
    """grid: the second page is full of text; False where a table stands on it, whose rows have a pitch of their own."""
    check_sheet(paper)
    check_head(paper, number, entity)
    if grid:
        check_grid(paper)
    check_signature(paper, date)


def check_sheet(paper):
    assert paper.pages >= 2 and len(paper.sizes()) == paper.pages, "no full page to measure"
    for width, height in paper.sizes():
        near(width, PAGE[0], 0.1 * MM, "width of the page")
        near(height, PAGE[1], 0.1 * MM, "height of the page")
    assert paper.fonts(), "no fonts"
    for name, *has in paper.fonts():
        assert has == ["yes"] * 3, f"{name}: embedded, subset, unicode: {has}"
    types = paper.types()
    assert SIZES <= types.keys() and len(types) == len(SIZES) + 1, f"type sizes {types}"
    for size, colour in types.items():
        assert colour == ("000000" if size in SIZES else RED), f"colour of {size} pt: {colour}"


def check_head(paper, number, entity):
    """First page: mark and double rules, number, addressee, the first paragraph."""
    near(paper.ink(1).top, 30 * MM, MM, "upper edge of the mark")
    rule = paper.ink(1, BOTTOM + 8 * MM)
    near(rule.bottom, PAGE[1] - 20 * MM, MM, "lower double rule")
    near(rule.left, 20 * MM, MM, "left end of the rule")
    near(rule.right, 190 * MM, MM, "right end of the rule")
    near(paper.word(1, number).right, RIGHT, MM, "end of the number")
    near(paper.word(1, entity + "：").left, LEFT, GRID, "addressee")
    near(paper.word(1, "你单位负责推进的").left, LEFT + 2 * COLUMN, GRID, "indent of a paragraph")


def check_grid(paper):
    """The second page is full of text."""
    lines = paper.lines(2)
    bases = [base for base in lines if base < BOTTOM]
    assert len(bases) == LINES, f"{len(bases)} lines on page 2"
    near(bases[0] - ABOVE_BASE * BODY, TOP, GRID, "upper edge of the text area")
    near(bases[-1] + (1 - ABOVE_BASE) * BODY, BOTTOM, GRID, "lower edge of the text area")
    for above, below in zip(bases, bases[1:]):
        near(below - above, LINE, GRID, "pitch of a line")
    ink = paper.ink(2, 0, BOTTOM + 1)
    near(ink.top, TOP, MM, "upper margin (ink)")
    near(ink.left, LEFT, MM, "left margin (ink)")
    near(ink.right, RIGHT, MM, "right margin (ink)")
    # Lines of nothing but full-width characters: digits and marks at an end have other widths.
    full = [xs for xs in lines.values() if len(xs) == COLUMNS and max(b - a for a, b in zip(xs, xs[1:])) < COLUMN + GRID]
    assert full, "no line of 28 characters"
    for xs in full:
        near(xs[0], LEFT, GRID, "first character")
        near(xs[-1] + BODY, RIGHT, GRID, "end of the last character")
        for a, b in zip(xs, xs[1:]):
            near(b - a, COLUMN, GRID, "pitch of a character")
    # — 2 — below it, one character in from the left; a letter's first page shows none.
    [number] = [xs for base, xs in lines.items() if base > BOTTOM]
    near(number[0], LEFT + 14, GRID, "number of an even page")
    assert max(paper.lines(1)) < BOTTOM, "the first page shows its number"


def check_signature(paper, date):
    """The date ends four characters in, the name is centred over it on the line above."""
    day, name = paper.word(paper.pages, date), paper.word(paper.pages, "绵阳市项目投资促进工作委员会")
    near(day.right, RIGHT - 4 * COLUMN, MM, "end of the date")
    near(day.top - name.top, LINE, GRID, "from the name to the date")
    near((name.left + name.right) / 2, (day.left + day.right) / 2, MM, "centre of the name")
