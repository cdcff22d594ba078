"""Every refusal of every e2e test says the same in Chinese and in English: each figure of one half stands in the other.
Whoever asks for English is shown the English half alone (common/kernel/bilingual), so a figure of the Chinese half would
be lost.

    check_halves(answer.json)    # AssertionError that shows the text

SAME_ELSEWHERE names the figures that one language writes otherwise.

And the Chinese half is for people: names of fields (over_agreed) and of clauses (mianyang-2022/6) stand in `pointer` and
`clause`, and in the English half at most. The same of mails and papers: check_mail(mail), check_plain(text).
"""
import re
import subprocess

CHINESE = re.compile(r"[\u3400-\u9fff]")
BORDER = re.compile(r" / (?=[\x00-\x7f])")
FIGURE = re.compile(r"\d+")
NEXT = "。下一步："
MACHINE = re.compile(r"[a-z][a-z0-9]*_[a-z0-9_]+|mianyang-2022")
# What may be shown: an id, an address, what somebody asked for, and the code of a list behind its word.
SHOWN = re.compile(r"\b[a-z]{3}_[0-9a-z]+|/v1/[\w/{}?=-]+|(?<=不认识的取值 )\S+|（[a-z_]+）")
SAME_ELSEWHERE = [
    re.compile(r"UTC\+08:00"),
    re.compile(r"《[^》]*》"),     # the title of a policy, which is Chinese
    re.compile(r"\bclause \d+"),  # 第六条
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
            chinese = pair[0][CHINESE.search(pair[0]).start():]
            told = MACHINE.search(SHOWN.sub("", chinese)) or "mianyang-2022" in pair[0]
            assert not told, "a machine word in the Chinese: " + part
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


def check_plain(text):
    """A text that people read: no line with Chinese in it holds a machine word, an id or the code of a list."""
    for line in text.splitlines():
        assert not (CHINESE.search(line) and MACHINE.search(line)), "a machine word in: " + line


def text_of(pdf):
    return subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def check_mail(mail):
    check_plain(str(mail["Subject"]))
    check_plain(mail.get_body(("plain",)).get_content())
    for part in mail.iter_attachments():
        if part.get_content_type() == "application/pdf":
            check_plain(text_of(part.get_payload(decode=True)))
        if part.get_content_type() == "text/calendar":
            check_plain(part.get_payload(decode=True).decode().replace("\r\n ", ""))
