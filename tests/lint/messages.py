#!/usr/bin/env python3
"""Every message that a client may read says it in English too: Chinese first, " / ", English.

Reads the string literals of the code, glued together as the compiler does and across `+`, and names each message with
Chinese in it that has no English beside it, that puts a machine word (enum_text) where a word of the lists (word_of)
belongs, that names a field in its Chinese (over_agreed: the pointer does that), or to whose Chinese something is added by
`+`: it would stand in one half only, bilingual() takes it for both. The catalogues whose entries have a Chinese and an English member are
looked at by their own tests.

    messages.py FILE...      exit 1 and one line per finding
    messages.py --self-test  the check must find what it exists for
"""
import re
import sys

CHINESE = re.compile(r"[\u4e00-\u9fff]")
LITERAL = re.compile(r'"((?:\\.|[^"\\\n])*)"')
# What carries a message to a client: refusals, faults of fields, problems of the header gate.
PROSE = re.compile(r"[a-z]+ [a-z]+")
# Behind the first Chinese: what stands before it, the name of a parameter, belongs to both halves. A code in brackets
# stands beside its word.
FIELD = re.compile(r"(?<![（a-z_])[a-z]+_[a-z_]+")
TWIN = re.compile(r" / (?=[\x00-\x7f])")
CALL = re.compile(r"\b(?:fail|Error(?: \w+)?|field_fault|bad_field|parameter_fault|Fault|faults\.add|refuse|malformed|beyond_limit)\s*[({]")


def arguments_after(text, start):
    """The text up to the bracket that closes the one before `start`; literals do not count."""
    depth, i = 1, start
    while i < len(text):
        literal = LITERAL.match(text, i)
        if literal:
            i = literal.end()
            continue
        if text[i] in "({[":
            depth += 1
        elif text[i] in ")}]":
            depth -= 1
            if depth == 0:
                return text[start:i]
        i += 1
    return text[start:]


def messages(arguments):
    """Each argument's literals as one text, whatever brackets stand around it."""
    part, out, i = "", [], 0
    while i < len(arguments):
        literal = LITERAL.match(arguments, i)
        if literal:
            part += literal.group(1)
            i = literal.end()
            continue
        if arguments[i] == ",":
            out.append(part)
            part = ""
        i += 1
    return out + [part]


def is_added_to(arguments):
    """Whether anything is added to a literal with Chinese."""
    outline = LITERAL.sub(lambda found: "\1" if CHINESE.search(found.group(1)) else "\2", arguments)
    return re.search("\1[\1\2\\s]*\\+", outline)


def findings(text):
    text = re.sub(r"//[^\n]*", lambda m: " " * len(m.group()), text)
    for call in CALL.finditer(text):
        arguments = arguments_after(text, call.end())
        parts = messages(arguments)
        if "enum_text(" in arguments and any(CHINESE.search(part) for part in parts):
            yield text.count("\n", 0, call.start()) + 1, "machine word (enum_text) in: " + " ".join(parts)
        if is_added_to(arguments):
            yield text.count("\n", 0, call.start()) + 1, "added to by +, which bilingual() does: " + " ".join(parts)
        english_argument = any(PROSE.search(p) and not CHINESE.search(p) for p in parts)
        for part in parts:
            chinese = CHINESE.search(part)
            if chinese and FIELD.search(TWIN.split(part)[0][chinese.start():]):
                yield text.count("\n", 0, call.start()) + 1, "the name of a field in the Chinese: " + part
            if CHINESE.search(part) and not english_argument and not re.search(r"/ ?.*[A-Za-z]", part):
                yield text.count("\n", 0, call.start()) + 1, part


def self_test():
    bad = ['fail(ErrorCode::x, "没有");', 'fail(ErrorCode::x,\n "缺少" + name + "字段");',
           'return Fault{ErrorCode::x, "请求地址含有空字符"};',
           'Error error(ErrorCode::x, "少于约定 / less than agreed: " + sum);',
           'fail(ErrorCode::x, "没有" + name + " / none " + name);',
           'bad_field("/over_agreed", "required", "须注明 over_agreed / set over_agreed");',
           'fail(ErrorCode::x, "状态为" + std::string(codec::enum_text(state)) + " / in that state");']
    good = ['fail(ErrorCode::x, "没有 / none");',
            'bad_field("/over_agreed", "required", "须注明超出协议 / set over_agreed");',
            'fail(ErrorCode::x, "sort_by: 应为登记时间（created_at） / created_at");', 'fail(ErrorCode::x, bilingual("没有{0} / none {0}", "a" + name));',
            'fail(ErrorCode::x, name + ": 没有 / none");',
            'bad_field("/a", "code", "缺少 / required");', 'Refusal{"code", "没有", "there is none"};', 'fail(error);',
            'refuse(fact, {"no_policy", "没有政策", "no policy in force"}, x);']
    for text in bad:
        assert list(findings(text)), text
    for text in good:
        assert not list(findings(text)), text


def main(arguments):
    if arguments == ["--self-test"]:
        self_test()
        return 0
    count = 0
    for path in arguments:
        with open(path, encoding="utf-8") as source:
            for line, message in findings(source.read()):
                print(f"{path}:{line}: no English beside, or no word for: {message}")
                count += 1
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
