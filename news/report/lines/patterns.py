"""How newsrooms write what is not text: patterns drawn from many pages of one publisher. Each reads a single line.

None may run away on an odd line (tests/isuwc/test_patterns.py), so spaces are taken possessively (`\\s*+`), or in the
credits, where a shorter run may be the right one, in a bounded number.
"""

import re

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
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
DATE_AT_END = re.compile(
    rf"(?:{MONTH}\s++{DAY}(?:{DASH}(?:{MONTH}\s++)?{DAY})?|{DAY}(?:\s++{MONTH})?(?:{DASH}{DAY})?\s++{MONTH})"
    rf"(?:\s*+,?\s*+(?:19|20)\d\d)?[.)]?$",
    re.IGNORECASE,
)
LONE_DATE = re.compile(rf"{DATE_SPAN.pattern}[.,]?$", re.IGNORECASE)
DATE_INSIDE = re.compile(
    rf"(?<![\w.])(?:{MONTH}\s++{DAY}(?:{DASH}(?:{MONTH}\s++)?{DAY})?|{DAY}(?:\s++{MONTH})?(?:{DASH}{DAY})?\s++{MONTH})(?!\w)"
    r"(?:\s*+,?\s*+(?:19|20)\d\d)?",
    re.IGNORECASE,
)
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
# What a page prints above its headline
SECTION = re.compile(r"^(?:SPEED SKATING|SHORT TRACK(?: SPEED SKATING)?|ISU NEWS|NEWS|newsbg)$")

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

SIGN = r"(?:©|\([cC]\)|@|ⓒ|Ⓒ)"
HOLDERS = (
    r"(?:International Skating Union(?: ?\(ISU\))?|ISU(?: ?(?:Speed Skating|World Cup))?|Getty(?: ?Images)?|OIS|IOC|"
    r"AFP|ANP|Reuters|AP|dpa|Imago|EPA|KNSB|USOC|International Olympic Committee)"
)
SP = r"\s{0,9}"
NAMED = r"[^\W\d_][\w.'’\-]{0,40}(?: (?:[^\W\d_][\w.'’\-]{0,40}|\([A-Z]{1,9}\)|&)){0,5}"
# The credit that ends a caption. A sign and a known holder, or a sign and two names separated by a slash, or © and any
# name; never a handle such as @isuspeedskating.
CREDIT = re.compile(
    rf"(?P<year>(?:19|20)\d\d{SP})?{SIGN}{SP}(?P<sign>©{SP})?(?:(?:19|20)\d\d{SP}©?{SP})?"
    rf"(?P<holder>{HOLDERS}(?:{SP}[/–-]{SP}{NAMED})?|{NAMED}{SP}/{SP}{NAMED}|(?<=[©ⓒⒸ]){SP}{NAMED}|"
    rf"(?<=\([cC]\)){SP}{NAMED})"
    r"(?!\w)\s{0,9}[.)]?$",
    re.IGNORECASE,
)
WORDED_CREDIT = re.compile(
    rf"(?:^|[\s(])(?:Photos?|Pictures?|Credits?|Image)(?: credit| by)?"
    rf"{SP}[:–-]{SP}(?:©{SP})?(?P<holder>{NAMED}(?:{SP}/{SP}{NAMED})?){SP}[.)]?$"
)
# No credit: Follow us on Instagram @ISU
HANDLE = re.compile(
    r"\b(?:follow|instagram|twitter|facebook|tiktok|youtube|subscribe|tag us|e-?mail)\b[^@]{0,400}@", re.IGNORECASE
)
# (Photo by Åse Example - International Skating Union/International Skating Union via Getty Images)
AGENCY_CREDIT = re.compile(
    rf"\(?\bPhoto by (?P<photographer>{NAMED}?){SP}(?:[-–/]{SP}[^()]{{1,80}}(?:\([A-Z]{{1,9}}\))?[^()]{{0,80}}?)?"
    rf"(?:{SP}via\s{{1,9}}(?P<holder>Getty Images)|/(?P<agency>{HOLDERS}))\)?{SP}\.?$"
)

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
WATCH_HEAD = re.compile(
    r"^(?:where|how|when|where and how|how and where) to (?:watch|follow)\b[^.!?]{0,60}[:?]?$", re.IGNORECASE
)
CALENDAR_HEAD = re.compile(
    r"^(?=.{8,110}$)(?:(?:19|20)\d\d\s*+[/–-]\s*+\d\d(?:\d\d)?\s++)?(?:"
    r"(?:the\s++)?(?:ISU\s++)?(?:world cup\s++)?(?:(?:short track\s++)?speed skating|short track)[^.!?]*"
    r"(?:events?|calendar|schedule|season|series)\b[^.!?]*"
    r"|(?:the\s++)?(?:ISU\s++)?world cup\s++(?:events?|calendar|schedule|series)\b[^.!?]*"
    r"|(?:upcoming|next|remaining|further) (?:ISU\s++)?(?:world cup\s++)?(?:speed skating\s++)?events?[^.!?]*"
    r"|(?:ISU\s++)?(?:event\s++)?calendar[^.!?]*"
    r"|(?:events?|calendar|season) (?:19|20)\d\d[/-]\d\d(?:\d\d)?)\s*+:?$",
    re.IGNORECASE,
)
# A heading of dates in other words, where three of them or more stand below it
CALENDAR_WORD = re.compile(r"\b(?:world cup|calendar|schedule|series|season|events)\b", re.IGNORECASE)
SEASON = re.compile(r"\b((?:19|20)\d\d)\s*+[/–-]\s*+((?:19|20)?\d\d)\b(?!\s*+[-–/.]?\s*+\d)")
PLACE_OF_EVENT = re.compile(
    r"(?:/\s*+[A-Z]{3}\b|\([A-Z]{3}\)|\b[A-Z]{3}$|,\s*+[^\W\d_][\w .'’-]+$|\b(?:TBC|TBD|TBA)\b)"
)
ABOUT_HEAD = re.compile(
    r"^about\s++(?:the\s++)?(?:ISU\b|world cup|international skating union|speed skating)[^.!?]{0,100}:?$",
    re.IGNORECASE,
)

# What stands below them
WATCH_WORDS = re.compile(
    r"viewers (?:will|can|are able)|(?:national|local) broadcaster|no broadcasters?\b|live ?stream|youtube channel|"
    r"where to watch|full list\b|\blocal times?\b|geo-?(?:block|restrict)|broadcast (?:schedule|times?|list)|"
    r"skating isu",
    re.IGNORECASE,
)
# Below where to watch: how else to follow
FOLLOW_WORDS = re.compile(
    r"^(?:subscribe to|sign up (?:to|for)|follow (?:the|us|isu|all)\b|join the)[^“”\"]{0,200}"
    r"(?:newsletter|youtube|social media|facebook|twitter|instagram|discussion|#\w+)|"
    r"^(?:please )?(?:check|see|find|visit)\b[^“”\"]{0,120}\b(?:list|broadcasters?|webpage|where to watch)\b",
    re.IGNORECASE,
)
WATCH_SENTENCE = re.compile(
    r"^(?:viewers will be able to (?:watch|follow)|for (?:all )?countries where there (?:are|is) no broadcasters?|"
    r"you will find the full list)\b",
    re.IGNORECASE,
)
CLOCK = re.compile(r"\b\d{1,2}[:h]\d\d\b(?!\.\d)|\b\d{1,2}\s?(?:am|pm|a\.m\.|p\.m\.)(?!\w)", re.IGNORECASE)
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
    r"^(?:for (?:all |more |further |full |additional |detailed |the )*"
    r"(?:information|details|info|results?|entries|entry lists?|start lists?|schedule)\b[^.!?]{0,160}\b"
    r"(?:visit|see|check|click|go to|consult)\b[^.!?]{0,60}"
    r"\b(?:here|web ?page|web ?site|event page|isu\.org)(?: here)?"
    r"|(?:please )?(?:click|see|find|check)(?: here)? (?:for )?(?:all |the |full |detailed |complete )*"
    r"(?:results?|entries|entry lists?|start lists?|schedule)\b[^.!?]{0,60}"
    r"|(?:the |all )?(?:full |detailed |complete |final )*(?:results?|entries|entry lists?|start lists?|schedule)"
    r"(?: and (?:the )?(?:full )?\w+)? (?:can be found|are available|is available)\b[^.!?]{0,60}"
    r"|(?:event page|entry list|(?:entries|results?|full results|schedule)(?:\s*+(?:and|&)\s*+(?:entries|results?))?)"
    r"(?:\s++here)?:?)\s*+[.!]?$",
    re.IGNORECASE,
)
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
    r"^(?:https?://)?(?:www\.|m\.)?(?:youtu\.be/|youtube(?:-nocookie)?\.com/(?:watch\?\S*v=|embed/|shorts/|live/))[\w-]{11}\S*$"
)

BULLET = re.compile(r"^[•·▪◦‣∙]\s*+(?=\S)|^[*–—-]\s++(?=\S)")
NUMBERED = re.compile(r"^\d{1,3}[.)]\t(?=[^\t]*$)")
OPENING = '“„«‹"‟'
CLOSING = '”“»›"'
SAYS = re.compile(
    r"\b(?:said|says|adds?|added|explain(?:s|ed)|told|tells|comment(?:s|ed)|admit(?:s|ted)|continue[sd]|"
    r"state[sd]|recall(?:s|ed)|not(?:es|ed)|laugh(?:s|ed)|joke[sd]|smile[sd]|conclude[sd]|reflect(?:s|ed)|"
    r"remark(?:s|ed)|repl(?:ies|ied)|answer(?:s|ed)|thinks|thought|tweeted|according to)\b",
    re.IGNORECASE,
)
SENTENCE_END = (".", "!", "?", "…", ":", ";", ",", "”", '"', "»", "“", "’")
# A line of a list that has no marks: a name with its country, a time, a distance, a number
ENTRY = re.compile(r"\([A-Z]{3}\)|\d")
ENTRY_START = re.compile(r"^(?:\d{1,3}[.)]?\s|(?:\d{1,2}[.,]?)?\d00\s?m?\b)", re.IGNORECASE)
