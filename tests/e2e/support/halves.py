"""Every refusal of every e2e test says the same in Chinese and in English: each figure of one half stands in the other.
Whoever asks for English is shown the English half alone (common/kernel/bilingual), so a figure of the Chinese half would
be lost.

    check_halves(answer.json)    # AssertionError that shows the text

SAME_ELSEWHERE names the figures that one language writes otherwise.
"""
import re

CHINESE = re.compile(r"[\u3400-\u9fff]")
BORDER = re.compile(r" / (?=[\x00-\x7f])")
FIGURE = re.compile(r"\d+")
NEXT = "。下一步："
SAME_ELSEWHERE = [
    re.compile(r"UTC\+08:00"),
]


def halves(text):
    """Chinese and English of one text; what stands before the Chinese belongs to both. None: it has no twin."""
    border = BORDER.search(text)
    chinese = CHINESE.search(text)
    if not border or not chinese:
        return None
    shared = text[:chinese.start()]
    return text[:border.start()], shared + text[border.end():]


def figures(text):
    for same in SAME_ELSEWHERE:
        text = same.sub("", text)
    return set(FIGURE.findall(text))


def check_text(text):
    for part in text.split(NEXT):
        pair = halves(part)
        assert pair or not CHINESE.search(part), "no English beside: " + part
        if pair:
            zh, en = map(figures, pair)
            assert zh == en, f"only in Chinese: {sorted(zh - en)}, only in English: {sorted(en - zh)}: {part}"


def check_halves(value):
    """The texts of a problem document, or of the refusal of a dry run."""
    if not isinstance(value, dict):
        return
    refusal = value.get("refusal")
    told = refusal if isinstance(refusal, dict) else value
    if told.get("detail"):
        assert CHINESE.search(told["detail"]), "no Chinese: " + told["detail"]
        check_text(told["detail"])
    for fault in value.get("errors", []):
        assert CHINESE.search(fault["message"]), "no Chinese: " + fault["message"]
        check_text(fault["message"])
