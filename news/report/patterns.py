"""How newsrooms write what is not text: patterns drawn from many pages of one publisher. Each reads a single line."""

import re

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
DASH = r"\s*(?:-|–|—|to|&|and)\s*"
WEEKDAY = r"(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thur|Thurs|Fri|Sat|Satur|Sun)(?:day)?s?\.?"

# Nov 11 - 13, 2022 · November 30 - December 2, 2023 · 11-13 Nov 2022 · 30 Nov – 2 Dec 2025
DATE_SPAN = re.compile(
    rf"^(?:{WEEKDAY},?\s+)?(?:"
    rf"{MONTH}\s+{DAY}(?:{DASH}(?:{MONTH}\s+)?{DAY})?"
    rf"|{DAY}(?:\s+{MONTH})?(?:{DASH}{DAY})?\s+{MONTH}"
    rf")(?:\s*,?\s*(?:19|20)\d\d)?\b",
    re.IGNORECASE,
)
DATE_AT_END = re.compile(
    rf"(?:{MONTH}\s+{DAY}(?:{DASH}(?:{MONTH}\s+)?{DAY})?|{DAY}(?:\s+{MONTH})?(?:{DASH}{DAY})?\s+{MONTH})"
    rf"(?:\s*,?\s*(?:19|20)\d\d)?[.)]?$",
    re.IGNORECASE,
)
# What a programme names and a calendar does not
RACE_WORDS = re.compile(
    r"\b(?:women|men|ladies|mass start|team pursuit|team sprint|relay|\d{1,2}[.,]?\d?00 ?m|division)\b", re.IGNORECASE
)
LONE_DATE = re.compile(rf"{DATE_SPAN.pattern}[.,]?$", re.IGNORECASE)

HASHTAG = re.compile(r"#(\w+)")
HASHTAG_LINE = re.compile(r"^(?:#\w+[\s,;|·&]*)+$")

BANNER_LINE = re.compile(r"^(?=.*\bbanner\b)(?=.*(?:\d{3,4}\s*[x×]\s*\d{2,4}|\bqr\b|qrcode)).{1,120}$", re.IGNORECASE)

# A picture: Leerdam 1244721124 · GettyImages-1244721124 · 1244721124.jpg
AGENCY_PICTURE = re.compile(
    r"^(?P<name>[^\d\n][^\n]{0,150}?)?[\s_-]*(?:\(|#|id[\s:]*)?(?P<id>\d{7,12})\)?(?:\.(?:jpe?g|png|tiff?|webp))?$",
    re.IGNORECASE,
)
FILE_PICTURE = re.compile(r"^(?P<name>[\w\-–.,()&'’ ]{1,120})\.(?:jpe?g|png|tiff?|webp|heic)$", re.IGNORECASE)
# A file's name without its ending: Kimi G. Only where a caption with a credit follows.
NAME_PICTURE = re.compile(r"^[^\W\d_][\w'’.\-]*(?: [\w'’.\-]+){0,4}$")

HOLDERS = (
    r"(?:International Skating Union(?: ?\(ISU\))?|ISU(?: ?(?:Speed Skating|World Cup))?|Getty(?: ?Images)?|OIS|IOC|"
    r"AFP|ANP|Reuters|AP|dpa|Imago|EPA|KNSB|USOC|International Olympic Committee)"
)
NAMED = r"[^\W\d_][\w.'’\-]*(?: (?:[^\W\d_][\w.'’\-]*|\([A-Z]+\)|&)){0,5}"
# The credit that ends a caption. A sign and a known holder, or a sign and two names parted by a slash, or © and any
# name; never a handle such as @isuspeedskating.
CREDIT = re.compile(
    rf"(?P<year>(?:19|20)\d\d\s*)?(?:©|\(c\)|@|ⓒ)\s*(?P<sign>©\s*)?(?:(?:19|20)\d\d\s*©?\s*)?"
    rf"(?P<holder>{HOLDERS}(?:\s*/\s*{NAMED})?|{NAMED}\s*/\s*{NAMED}|(?<=©)\s*{NAMED}|(?<=\(c\))\s*{NAMED})"
    r"(?!\w)\s*[.)]?$",
    re.IGNORECASE,
)
WORDED_CREDIT = re.compile(
    rf"(?:^|[\s(])(?:Photos?|Pictures?|Credits?|Image)(?: credit| by)?"
    rf"\s*[:–-]\s*(?:©\s*)?(?P<holder>{NAMED}(?:\s*/\s*{NAMED})?)\s*[.)]?$"
)

# Headings of what the site makes from its data
STANDINGS_HEAD = re.compile(
    r"^(?:(?P<first>men|women|ladies)(?:['’]s)?\s+)?(?:(?:current|overall|updated|full|the)\s+)*(?:ISU\s+)?"
    r"(?:speed skating\s+)?(?:world cup\s+)?(?:speed skating\s+)?(?:overall\s+)?(?:standings?|rankings?)"
    r"(?:\s+after\s+[^.!?]{1,50})?(?:\s*[-–—:(,]?\s*(?:for\s+)?(?P<last>men|women|ladies)(?:['’]s)?\)?)?\s*:?$",
    re.IGNORECASE,
)
DISTANCE = (
    r"(?:500|1[.,]?000|1[.,]?500|3[.,]?000|5[.,]?000|10[.,]?000)\s?(?:m|meters?|metres?)?"
    r"(?:\s*[/+&-]\s*(?:3[.,]?000|5[.,]?000|10[.,]?000)\s?(?:m|meters?|metres?)?)?"
)
CUP = (
    rf"(?:{DISTANCE}|long distances?(?:\s*\(.{{3,30}}\))?|mass start|team pursuit|team sprint|mixed(?: gender)? relay|"
    r"sprint combination|grand world cup|allround)"
)
CUP_LINK = re.compile(
    rf"^[•·▪*–-]?\s*(?:(?P<first>men|women|ladies)(?:['’]s)?\s*[-–:,]?\s*)?{CUP}"
    r"(?:\s*[-–:,(]?\s*(?P<last>men|women|ladies)(?:['’]s)?\)?)?(?:\s+(?:standings?|rankings?))?(?:\s+here)?\s*[.:]?$",
    re.IGNORECASE,
)
WATCH_HEAD = re.compile(
    r"^(?:where|how|when|where and how|how and where) to (?:watch|follow)\b[^.!]{0,60}[:?]?$", re.IGNORECASE
)
CALENDAR_HEAD = re.compile(
    r"^(?=.{8,110}$)(?:(?:the\s+)?(?:ISU\s+)?(?:world cup\s+)?(?:(?:short track\s+)?speed skating|short track)[^.!?]*"
    r"(?:events?|calendar|schedule|season|series)\b[^.!?]*"
    r"|(?:the\s+)?(?:ISU\s+)?world cup\s+(?:events?|calendar|schedule|series)\b[^.!?]*"
    r"|(?:upcoming|next|remaining|further) (?:ISU\s+)?(?:world cup\s+)?(?:speed skating\s+)?events?[^.!?]*"
    r"|(?:ISU\s+)?(?:event\s+)?calendar[^.!?]*"
    r"|events? (?:19|20)\d\d[/-]\d\d(?:\d\d)?)\s*:?$",
    re.IGNORECASE,
)
SEASON = re.compile(r"\b((?:19|20)\d\d)\s*[/–-]\s*((?:19|20)?\d\d)\b")
PLACE_OF_EVENT = re.compile(r"(?:/\s*[A-Z]{3}\b|\([A-Z]{3}\)|\b[A-Z]{3}$|,\s*[^\W\d_][\w .'’-]+$|\b(?:TBC|TBD|TBA)\b)")
ABOUT_HEAD = re.compile(
    r"^about\s+(?:the\s+)?(?:ISU\b|world cup|international skating union|speed skating)[^.!?]{0,100}:?$", re.IGNORECASE
)

# What stands below them
WATCH_WORDS = re.compile(
    r"viewers (?:will|can|are able)|(?:national|local) broadcaster|no broadcasters?\b|live ?stream|youtube channel|"
    r"where to watch|full list|\blocal time\b|geo-?block|broadcast (?:schedule|times?)|skating isu|watch (?:it )?live",
    re.IGNORECASE,
)
WATCH_SENTENCE = re.compile(
    r"^(?:viewers will be able to (?:watch|follow)|for (?:all )?countries where there (?:are|is) no broadcasters?|"
    r"you will find the full list)\b",
    re.IGNORECASE,
)
CLOCK = re.compile(r"\b\d{1,2}[:h]\d\d\b(?!\.\d)|\b\d{1,2}\s?(?:am|pm|a\.m\.|p\.m\.)\b", re.IGNORECASE)
SCHEDULE_LINE = re.compile(rf"^(?:{WEEKDAY}\b|{DATE_SPAN.pattern[1:]})", re.IGNORECASE)
ABOUT_WORDS = re.compile(
    r"takes? place (?:annually|every|across)|\bis a series of\b|series (?:started|was|consists|usually|is|began|has)|"
    r"usually consists|(?:earn|collect|score|gain|win) (?:ranking )?points|points at each|world cup winner|"
    r"(?:main )?qualifying (?:method|event|system)|titles are awarded|world cup (?:titles?|trophy|trophies)|"
    r"(?:further|more) information|isu\.org|isu-skating\.com|events take place|"
    r"(?:was )?founded in|governing (?:body|international)|member federations?|federation for|prize money|"
    r"introduced (?:in|for)|new in the|team pursuit, mass start|mass start and team sprint|consists? of",
    re.IGNORECASE,
)
# One sentence whose links the site has itself: For all information about …, please visit the webpage here.
POINTER = re.compile(
    r"^for (?:all |more |further |full |additional |detailed )*(?:information|details|info)\b[^.!?]{0,160}\b"
    r"(?:visit|see|check|click|go to|consult)\b[^.!?]{0,60}"
    r"\b(?:here|web ?page|web ?site|event page|isu\.org)(?: here)?\s*[.!]?$",
    re.IGNORECASE,
)
VIDEO = re.compile(
    r"^(?:https?://)?(?:www\.|m\.)?(?:youtu\.be/|youtube(?:-nocookie)?\.com/(?:watch\?\S*v=|embed/|shorts/|live/))[\w-]{11}\S*$"
)

BULLET = re.compile(r"^[•·▪◦‣∙*]\s*(?=\S)|^[–—-]\s+(?=\S)")
OPENING = '“„«‹"‟'
CLOSING = '”“»›"'
# Who said so, where it can't be anybody else: said Leerdam · Leerdam said
SAYS = r"(?:said|says|added|explained|told|commented|admitted|continued|stated|recalled|noted)"
SENTENCE_END = (".", "!", "?", "…", ":", ";", ",", "”", '"', "»", "“", "’")
