"""How credits are written. None of the patterns may run away on an odd line (tests/isuwc/test_patterns.py)."""

import re

AROUND = " \t\u00a0\u00ad\u200b\u202f\u3000\ufeff"
SP = r"\s{0,9}"
SIGN = r"(?:©|\([cC]\)|@|ⓒ|Ⓒ)"
HOLDERS = (
    r"(?:International Skating Union(?: ?\(ISU\))?|ISU(?: ?(?:Speed Skating|World Cup))?|Getty(?: ?Images)?|OIS|IOC|"
    r"AFP|ANP|Reuters|AP|dpa|Imago|EPA|KNSB|USOC|International Olympic Committee|Xinhua|Kyodo(?: News)?|"
    r"Jiji(?: Press)?|"
    r"TASS|NTB|Scanpix|TT|Ritzau|Lehtikuva|Belga|Keystone|APA|SID|PA|PA Wire|Alamy|Shutterstock|Zuma|CP|"
    r"The Canadian Press|Canadian Press|USA Today(?: Sports)?|Yonhap|Anadolu|LaPresse|Icon Sportswire|VCG|CFP|PAP)"
)
NAMED = r"[^\W\d_][\w.'’\-]{0,40}(?: (?:[^\W\d_][\w.'’\-]{0,40}|\([A-Z]{1,9}\)|&)){0,5}"
HOLDER = re.compile(HOLDERS, re.IGNORECASE)
# The credit that ends a caption. A sign and a known holder, or a sign and two names separated by a slash, or © and any
# name; never a handle such as @isuspeedskating.
CREDIT = re.compile(
    rf"\(?(?P<year>(?:19|20)\d\d{SP})?{SIGN}{SP}(?P<sign>©{SP})?(?:(?:19|20)\d\d{SP}©?{SP})?"
    rf"(?P<holder>{HOLDERS}(?:{SP}[/–-]{SP}{NAMED})?|{NAMED}{SP}/{SP}{NAMED}|(?<=[©ⓒⒸ]){SP}{NAMED}|"
    rf"(?<=\([cC]\)){SP}{NAMED})"
    r"(?!\w)\s{0,9}\)?\s{0,9}[.]?$",
    re.IGNORECASE,
)
WORD = (
    r"(?:Photo(?:s|graphs?|graphie|graphy)?|Pictures?|Credits?|Cr[ée]dits?(?: photos?)?|Image|Fotos?|Foto’s|"
    r"Bild(?:er)?|"
    r"Beeld|Bilde|Fotograf(?:i|ie)?|写真|PHOTO|FOTO|BILD)"
)
# A hyphen parts a word from a name only with spaces around it: Foto-Finish is a word
WORDED_CREDIT = re.compile(
    rf"(?:^|[\s(\[（]){WORD}(?: credit| by| crédit)?(?:{SP}[:：]{SP}|\s{{1,9}}[–-]\s{{1,9}})(?:©{SP})?"
    rf"(?P<first>{NAMED})(?:{SP}[/|]{SP}(?P<second>{NAMED})|,{SP}(?P<agency>{HOLDERS}))?{SP}[)\]）]?{SP}[.。]?$"
)
# The same word before anything else: Photo: how the race was decided
WORDED = re.compile(rf"{WORD}(?: credit| by| crédit)?(?:{SP}[:：]|\s{{1,9}}[–-]\s)")
PRIVATE = re.compile(r"privat|private?|privé", re.IGNORECASE)
# Photo by Getty Images, alone or in brackets
PHOTO_BY = re.compile(
    rf"(?:^|\()(?:Photos?|Pictures?|Images?) by (?P<first>{NAMED})(?:{SP}/{SP}(?P<second>{NAMED}))?\)?{SP}\.?$"
)
# (Xinhua/Dag Eksempel) · (A/Getty Images) · (AP Photo/A) · (AP Photo); not (AP) alone, which may sign a text
BRACKETED_CREDIT = re.compile(
    rf"\((?:(?P<first>{HOLDERS})(?: Photo(?:{SP}/{SP}(?P<by>{NAMED}))?|{SP}/{SP}(?P<second>{NAMED}))"
    rf"|(?P<other>{NAMED}){SP}/{SP}(?P<agency>{HOLDERS})){SP}\){SP}\.?$"
)
# An agency alone on its line, or beside a name: ANP · Getty Images · Bo Beeld/ANP
AGENCIES = HOLDERS.replace(r"International Skating Union(?: ?\(ISU\))?|ISU(?: ?(?:Speed Skating|World Cup))?|", "")
BARE_CREDIT = re.compile(
    rf"(?:Image source, )?(?:(?P<first>{AGENCIES})(?:{SP}/{SP}(?P<second>{NAMED}))?|"
    rf"(?P<other>{NAMED}){SP}/{SP}(?P<agency>{HOLDERS}))"
)
# Jan Voorbeeld na zijn zege. Bo Beeld/ANP
BARE_ENDING = re.compile(rf"(?<=[.!?”’] )(?P<first>{NAMED}){SP}/{SP}(?P<agency>{AGENCIES})$")
# No credit: Follow us on Instagram @ISU
HANDLE = re.compile(
    r"\b(?:follow|instagram|twitter|facebook|tiktok|youtube|subscribe|tag us|e-?mail)\b[^@]{0,400}@", re.IGNORECASE
)
# The foot of a web page, and no credit: 2026 © All rights reserved
RIGHTS = re.compile(
    r"\ball rights reserved|alle rechte vorbehalten|tous droits réservés|alle rechten voorbehouden|"
    r"med enerett|alle rettigheter",
    re.IGNORECASE,
)
ALL_RIGHTS = re.compile(rf"{RIGHTS.pattern}|\bcopyright\b", re.IGNORECASE)
# (Photo by Åse Example - International Skating Union/International Skating Union via Getty Images)
AGENCY_CREDIT = re.compile(
    rf"\(?\bPhoto by (?P<photographer>{NAMED}?){SP}(?:[-–/]{SP}[^()]{{1,80}}(?:\([A-Z]{{1,9}}\))?[^()]{{0,80}}?)?"
    rf"(?:{SP}via\s{{1,9}}(?P<holder>Getty Images)|/(?P<agency>{HOLDERS}))\)?{SP}\.?$"
)
