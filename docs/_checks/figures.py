"""What counts as a figure in words: money, shares, ratios, counts of people and things."""

import html
import re

_N = r"(?<![\w.,/:])(?:\d{1,3}(?:[, \u00a0\u202f]\d{3})+|\d+)(?:\.\d+)?(?:\s?(?:million|billion|thousand|bn|m|k)\b)?"
_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred)"
)
_WORDS = rf"{_WORD}(?:[- ]{_WORD})*"
_YEAR = r"(?:19|20)\d\d(?!\d|,\d)"
_PART = r"(?:hal(?:f|ves)|thirds?|quarters?|(?:fif|six|seven|eigh|nin|ten|twelf|twentie|hundred)ths?)"
_OF = r"(?:out of|in|of|per|for) (?:the |every |each |a )?"
_THINGS = (
    r"(?:people|persons|patients|women|men|residents|fractures|breaks|hips|deaths|admissions|cases|scans|visits"
    r"|appointments|beds|bed[ -]days|nurses|consultants|doctors|posts|hospitals|trusts|services|clinics|pounds|euros"
    r"|interviews|studies|trials)"
)
_LINK = r"(?:and|or|to|of|in|for|the|a|an|who|that|whom|with|as|at|by|on|from|is|are|was|were|had|have|per|out)\b"
_FIGURE = re.compile(
    rf"(?i)[£€$]\s?\d[\d,. \u00a0\u202f]*(?<=\d)(?:\s?(?:million|billion|bn|m|k)\b)?"
    rf"|(?:{_N}|(?<![\w.,/:])\d+,\d+)\s?(?:%|per\s?cent\b|percentage points?\b)"
    rf"|\b{_WORDS} per\s?cent\b"
    rf"|(?!{_YEAR}){_N} (?:(?:people|patients) )?{_OF}(?!{_YEAR})\d[\d,]*(?: {_THINGS})?"
    rf"|\b{_WORDS} (?:in|out of) (?:every )?(?:{_WORDS}|(?!{_YEAR})\d+)\b"
    rf"|\b{_WORDS} (?:thousand|million|billion)\b|\b(?!hundred\b){_WORD} hundred\b"
    rf"|\b(?:(?!one\b){_WORDS}|\d+)[- ]{_PART}\b"
    rf"|(?!{_YEAR}){_N}\s(?:(?!{_LINK})[a-z][\w-]*\s(?:(?:and|or)\s)?){{0,2}}{_THINGS}\b"
    rf"|{_N} times\b"
    r"|(?<![\w.,/:])\d{1,3}(?:[, \u00a0\u202f]\d{3})+\b"
    r"|(?<![\w.,/:])\d+(?:\.\d+)?\s?(?:million|billion|bn|m|k)\b"
    r"|(?<![\w.,/:])0\.\d+\b"
    rf"|(?<![\w.,/:-])(?!{_YEAR})\d{{4,}}\b(?![-.:/]\d)"
)
_NAME = re.compile(r"\b80-50-80\b|20\d\d/\d\d(?: pounds)?|\bdoi:\S+|\]\([^)]*\)|\b[A-Z]\d\d\.\d\b")
"""Names that hold digits: a goal, a financial year and its prices, an address, a code."""
_DENOMINATOR = re.compile(
    r"(?:1,000|10,000|100,000|ten thousand|hundred thousand)(?: people)?|100 (?:people|patients)"
)
_BEFORE = re.compile(r"(?i)(?:\bper|\beach|\bevery|\bof|\bwith|÷)\s*$")
_CONFIDENCE = re.compile(r"(?i)\s*(?:confidence|credible|prediction|interval|level)\b")


def figures(text: str) -> list[str]:
    """The figures in a text that would have to move with the data.

    No figures of fact: a denominator that stands alone ("of 100 people"), and the level of an interval ("a 95%
    confidence interval"). They are told apart where they stand: "24 out of 100 people" and "95% of people" are facts.
    """
    bare = html.unescape(re.sub(r"(?:\{[\w:]+\})?`[^`]*`", " _ ", text))
    bare = _NAME.sub(" _ ", re.sub(r"(?<=\d)\*+|\*+(?=\d)", "", bare))
    found = []
    for figure in _FIGURE.finditer(bare):
        is_scale = _DENOMINATOR.fullmatch(figure[0]) and _BEFORE.search(bare[: figure.start()])
        is_level = figure[0] in ("95%", "95 %") and _CONFIDENCE.match(bare[figure.end() :])
        if not is_scale and not is_level:
            found.append(figure[0].strip(" ,."))
    return found
