"""How newsrooms write what is not text: patterns drawn from many pages of one publisher. Each reads a single line.

None may run away on an odd line (tests/isuwc/test_patterns.py), so spaces are taken possessively (`\\s*+`), or in a
bounded number.
"""

import re

from news.report.lines.months import MONTH

DAY = r"\d{1,2}(?:st|nd|rd|th|er|\.)?"
DASH = r"\s*+(?:-|–|—|to|&|and)\s*+"
WEEKDAY = r"(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thur|Thurs|Fri|Sat|Satur|Sun)(?:day)?s?\.?"

# Nov 11 - 13, 2022 · November 30 - December 2, 2023 · 11-13 Nov 2022 · 30 Nov – 2 Dec 2025
DATE_SPAN = re.compile(
    rf"^(?:{WEEKDAY},?\s++)?(?:"
    rf"{MONTH}\s++{DAY}(?:{DASH}(?:{MONTH}\s++)?{DAY})?"
    rf"|{DAY}(?:\s++{MONTH})?(?:{DASH}{DAY})?\s++{MONTH}"
    rf")(?:\s*+,?\s*+(?:19|20)\d\d)?\b",
    re.IGNORECASE,
)
DATE_INSIDE = re.compile(
    rf"(?<![\w.])(?:{MONTH}\s++{DAY}(?:{DASH}(?:{MONTH}\s++)?{DAY})?|"
    rf"{DAY}(?:\s++{MONTH})?(?:{DASH}{DAY})?\s++{MONTH})(?!\w)"
    r"(?:\s*+,?\s*+(?:19|20)\d\d)?",
    re.IGNORECASE,
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CITY = r"[^\W\d_][\w.'’]{0,30}(?:[ \-][^\W\d_][\w.'’]{0,30}){0,3}"
PLACE_NAME = re.compile(rf"(?=[^\Wa-z]){_CITY}(?:, (?=[^\Wa-z]){_CITY})?")
# HAMAR – · SALT LAKE CITY, November 15, 2025 – · HAMAR, Norway (ISU) – · Hamar, Norway, 14 Nov (Reuters) -
RUN_IN = re.compile(
    rf"(?P<place>{_CITY}(?:, ?{_CITY})?)(?:,? \(?(?P<date>(?i:{DATE_INSIDE.pattern}))\)?)?[ ,]{{0,2}}"
    r"(?:\((?P<agency>(?:[A-Z][A-Za-z]{1,12}|dpa|afp)(?:/[a-z]{2,4})?)\))?\s{0,3}(?:–|—|--|-|:)\s{1,3}(?=\S)"
)
BEFORE_AGENCY = re.compile(rf"(?P<place>{_CITY}) \((?P<agency>[A-Z]{{2,6}}|dpa|afp)(?:/[a-z]{{2,4}})?\) {{1,2}}(?=\S)")
# What a programme names and a calendar does not
RACE_WORDS = re.compile(
    r"\b(?:women|men|ladies|mass start|team pursuit|team sprint|relay|\d{1,2}[.,]?\d?00 ?m|division)\b", re.IGNORECASE
)
# A word that may head a part of a programme and names no picture
PROGRAMME_WORD = re.compile(
    r"(?:wo)?men(?:['’]?s)?|lad(?:y|ies)['’]?|\d{1,2}[.,]?\d?00 ?m?|mass|starts?|team|pursuit|sprint|mixed|gender|"
    r"relay|division|[abm]|distances?|long|short|semi-?finals?|finals?|results?|schedule|program(?:me)?|entries|"
    r"session|races?|"
    rf"{WEEKDAY}",
    re.IGNORECASE,
)

HASHTAG = re.compile(r"#(\w+)")
HASHTAG_LINE = re.compile(r"^(?:#\w+[\s,;|·&]*)+$")

# dedicated page banner 1280x200 qrcode: a note to whoever builds the page, not a sentence
BANNER_LINE = re.compile(
    r"^(?=.{1,90}$)(?=.*\bbanner\b)(?:(?=.*\d{3,4}\s*+[x×]\s*+\d{2,4})|(?=.*\b(?:qr ?codes?|qr)\b)(?!(?:\S+\s++){9}))"
    r".*[^.!?:…]$",
    re.IGNORECASE,
)

ENDING = r"\.(?:jpe?g|png|tiff?|webp|heic)"
# A picture: Leerdam 1244721124 · GettyImages-1244721124 · Schouten ISU 1302102277 (1) · 1244721124.jpg
AGENCY_PICTURE = re.compile(
    rf"^(?P<name>[^\d\n][^\n]{{0,150}}?)?[\s_-]*+(?:\(|#|id[\s:]*+)?(?P<id>\d{{7,12}})\)?(?:[\s_-]?\(\d\))?(?:{ENDING})?$",
    re.IGNORECASE,
)
FILE_PICTURE = re.compile(rf"^(?P<name>[\w\-–.,()&'’©@ ]{{1,120}}){ENDING}$", re.IGNORECASE)
# No picture: a number to call or to pay
OTHER_NUMBER = re.compile(r"\b(?:tel|phone|fax|mobile|whatsapp|call|account|iban|isbn)\b|[+€$£]", re.IGNORECASE)
# A copy that somebody's computer numbered: Swings ISU(2)
COPY = re.compile(r"(?<=\S)\s?\(\d\)$")

# Headings of what the site makes from its data
STANDINGS_HEAD = re.compile(
    r"^(?:(?P<first>men|women|ladies)(?:['’]s)?\s++)?(?:(?:current|overall|updated|full|the)\s++)*(?:ISU\s++)?"
    r"(?:speed skating\s++)?(?:world cup\s++)?(?:speed skating\s++)?(?:overall\s++)?(?:standings?|rankings?)"
    r"(?:\s++after\s++[^.!?]{1,50})?(?:\s*+[-–—:(,]?\s*+(?:for\s++)?(?P<last>men|women|ladies)(?:['’]s)?\)?)?\s*+:?$",
    re.IGNORECASE,
)
DISTANCE = (
    r"(?:500|1[.,]?000|1[.,]?500|3[.,]?000|5[.,]?000|10[.,]?000)\s?(?:m|meters?|metres?)?"
    r"(?:\s*+[/+&-]\s*+(?:3[.,]?000|5[.,]?000|10[.,]?000)\s?(?:m|meters?|metres?)?)?"
)
CUP = (
    rf"(?:{DISTANCE}|long distances?(?:\s*+\(.{{3,30}}\))?|mass start|team pursuit|team sprint|mixed(?: gender)? relay|"
    r"sprint combination|grand world cup|allround)"
)
CUP_LINK = re.compile(
    rf"^[•·▪*–-]?\s*+(?:(?P<first>men|women|ladies)(?:['’]s)?\s*+[-–:,]?\s*+)?(?P<cup>{CUP})"
    r"(?:\s*+[-–:,(]?\s*+(?P<last>men|women|ladies)(?:['’]s)?\)?)?(?:\s++(?:standings?|rankings?))?(?:\s++here)?\s*+[.:]?$",
    re.IGNORECASE,
)
# Men: 500m | 1000m | Mass Start. Taken whole or not: a slash may part two distances or join them.
CUP_LINKS = re.compile(
    rf"^(?:(?P<first>men|women|ladies)(?:['’]s)?\s*+[-–:,]?\s*+)?{CUP}(?>(?:\s*+[|,;·•/]\s*+{CUP})+)(?P<last>)\s*+\.?$",
    re.IGNORECASE,
)
# ISU World Cup Speed Skating Standings Team Sprint Ladies: a link by itself
STANDINGS_LINK = re.compile(
    r"^(?:ISU\s++)?world cup\s++(?:speed skating\s++)?(?:standings?|rankings?)\s*+[-–:,]?\s*+"
    rf"(?:(?P<first>men|women|ladies)(?:['’]s)?\s*+[-–:,]?\s*+)?(?P<cup>{CUP})"
    r"(?:\s*+[-–:,(]?\s*+(?P<last>men|women|ladies)(?:['’]s)?\)?)?(?:\s++here)?\s*+\.?$",
    re.IGNORECASE,
)
SEASON = re.compile(r"\b((?:19|20)\d\d)\s*+[/–-]\s*+((?:19|20)?\d\d)\b(?!\s*+[-–/.]?\s*+\d)")
PLACE_OF_EVENT = re.compile(
    r"(?:/\s*+[A-Z]{3}\b|\([A-Z]{3}\)|\b[A-Z]{3}$|,\s*+[^\W\d_][\w .'’-]+$|\b(?:TBC|TBD|TBA)\b)"
)

SCHEDULE_LINE = re.compile(rf"^(?:{WEEKDAY}\b|{DATE_SPAN.pattern[1:]})", re.IGNORECASE)
# A sentence that was a link: the plain text no longer holds where it led
WAS_LINK = re.compile(
    r"\b(?:click|web ?page|found|read (?:more|the interview|it)|watch (?:it|the video)|listed|available|check|list|see)"
    r"(?: \w+){0,2} here\b|^read more\b|\(read more here\)",
    re.IGNORECASE,
)
# Left over from a post of a social network that stood in the page
EMBEDDED = re.compile(
    r"^(?:view this (?:post|photo) on instagram|a post shared by .{1,80}|pic\.twitter\.com/\S+|"
    r"[—–-] .{1,60}\(@\w+\) \w+ \d{1,2}, \d{4})$",
    re.IGNORECASE,
)
# Ada Example … or somebody else whose whole name begins a caption
WHOLE_NAME = re.compile(
    r"^(?:\(L-R\)\s*+)?[^\W\d_a-z][\w'’.-]+ (?:(?:van|de|der|den|ter|von|di|in|’t|'t) )*[^\W\d_a-z][\w'’.-]+"
)
# Dag Eksempel (NOR): a caption, though no sentence
NAME_WITH_COUNTRY = re.compile(r"^[^\W\d_][\w'’.\- ]{2,60}\s?\([A-Z]{3}\)$")
MARKUP = re.compile(
    r"</?(?:p|br|div|span|strong|em|b|i|a|img|h[1-6]|ul|ol|li)(?:\s[^<>]*)?/?>|&(?:nbsp|amp|quot|#\d+);"
)
VIDEO = re.compile(
    r"^(?:https?://)?(?:www\.|m\.)?(?:youtu\.be/|youtube(?:-nocookie)?\.com/(?:watch\?\S*v=|embed/|shorts/|"
    r"live/))[\w-]{11}\S*$"
)

BULLET = re.compile(r"^[•·▪◦‣∙●○■□➢►✓\uf0b7\uf0a7]\s*+(?=\S)|^o(?:\t|\s{2,9})(?=\S)|^[*–—-]\s++(?=\S)")
NUMBERED = re.compile(r"^\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{2,5}|[IVX]{2,5})[.)]\t(?=[^\t]*$)")
OPENING = '“„«‹"‟'
FULL_STOPS = (".", "!", "?", "…", "。")
PROSE_ENDS = (".", "!", "…", "”", '"', "»", "“", ":", "。")
SENTENCE_END = (".", "!", "?", "…", "。", ":", ";", ",", "”", '"', "»", "“", "’")
# A line of a list that has no marks: a name with its country, a time, a distance, a number
ADDRESS = re.compile(r"https?://\S|\bwww\.\w", re.IGNORECASE)
# 1. Ada Example (NOR) 37.00: an entry of a result, though it has a number
RESULT = re.compile(r"\([A-Z]{3}\)|\b\d{1,2}[:.,]\d\d")
RESULT_LINE = re.compile(
    r"(?:results?|ergebnisse?|résultats?|uitslag(?:en)?|resultat(?:er)?)\b.{0,60}\d", re.IGNORECASE
)
ENTRY = re.compile(r"\([A-Z]{3}\)|\d")
ENTRY_START = re.compile(r"^(?:\d{1,3}[.)]?\s|(?:\d{1,2}[.,]?)?\d00\s?m?\b)", re.IGNORECASE)
