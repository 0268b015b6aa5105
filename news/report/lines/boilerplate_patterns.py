"""How newsrooms write what the site makes from its data. Headings are known word by word: one more word may be news.

None of the patterns may run away on an odd line (tests/isuwc/test_patterns.py).
"""

import re

# What a page says only when something has happened
NEWS = re.compile(
    r"\b(?:cancel|postpon|resched|relocat|suspend|withdr|replac|instead|without spectators|no spectators|"
    r"new dates?|moved?\b|"
    r"will (?:not|no longer)|has (?:been )?(?:decided|changed)|decision|banned|for the first time|abgesagt|"
    r"verschoben|annul|reporté|afgelast|"
    r"avlyst|utsatt)",
    re.IGNORECASE,
)
WATCH_HEAD = re.compile(
    r"^(?:where|how|when|where and how|how and where) to (?:watch|follow)"
    r"(?:,? (?:the|isu|world|cup|speed|skating|events?|races?|series|news|results?|and|live|online|#\w{1,40})\b){0,10}"
    r"\s*+[:?]?$",
    re.IGNORECASE,
)
# A heading that says nothing but that a calendar follows, and of which season
CALENDAR_HEAD = re.compile(
    r"(?=.{0,60}\b(?:events?|calendar|schedule|season|series)\b)(?:(?:the|isu|world|cup|speed|short|track|skating|"
    r"series|season|"
    r"events?|calendar|schedule|upcoming|next|remaining|further|of|for|in|and|this|dates?|(?:19|"
    r"20)\d\d(?:\s?[/–-]\s?\d\d(?:\d\d)?)?)"
    r"\b[\s,–-]{0,3}){1,14}:?",
    re.IGNORECASE,
)
# A heading of dates in other words, where three of them or more stand below it
CALENDAR_WORD = re.compile(r"\b(?:world cup|calendar|schedule|series|season|events)\b", re.IGNORECASE)
ABOUT_HEAD = re.compile(
    r"^about(?: (?:the|isu|world|cup|speed|skating|series|international|union|(?:19|20)\d\d(?:[/-]\d\d(?:\d\d)?)?)"
    r"\b){1,10}\s*+:?$",
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
