"""A table whose columns line up although Chinese characters are two columns wide.

    table = Table(["指标 / measure", "落地 / Luodi"])
    table.group("写 / writes")
    table.row("登记 / register", "7,000/s")
    print(table)
"""
import unicodedata


def width(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def ms(value):
    return f"{value:.2f} ms" if value < 100 else f"{value:,.0f} ms"


def us(value):
    return f"{value:,.0f} µs"


def rate(value):
    return f"{value:,.0f}/s"


def size(value):
    return f"{value / 1024:.2f} KiB" if value < 1024 * 1024 else f"{value / 1024 / 1024:,.1f} MiB"


def pair(p50, p99):
    return f"{p50} · {p99}"


class Table:
    def __init__(self, heads):
        self.lines = [heads]

    def group(self, title):
        self.lines.append([title])

    def row(self, *cells):
        self.lines.append(list(cells) + [""] * (len(self.lines[0]) - len(cells)))

    def __str__(self):
        rows = [line for line in self.lines if len(line) > 1]
        widths = [max(width(row[i]) for row in rows) for i in range(len(self.lines[0]))]
        out = []
        for number, line in enumerate(self.lines):
            if len(line) == 1:
                out.append(f"-- {line[0]}")
                continue
            cells = [cell + " " * (w - width(cell)) if i == 0 else " " * (w - width(cell)) + cell
                     for i, (cell, w) in enumerate(zip(line, widths))]
            out.append("  ".join(cells).rstrip())
            if number == 0:
                out.append("=" * (sum(widths) + 2 * (len(widths) - 1)))
        return "\n".join(out)
