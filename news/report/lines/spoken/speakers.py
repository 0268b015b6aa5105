"""Who speaks: the subject of the saying verb, and nobody else. Pure."""

import re

SAYS = re.compile(
    r"\b(?:said|says|adds?|added|explain(?:s|ed)|told|tells|comment(?:s|ed)|admit(?:s|ted)|continue[sd]|"
    r"state[sd]|recall(?:s|ed)|not(?:es|ed)|laugh(?:s|ed)|joke[sd]|smile[sd]|conclude[sd]|reflect(?:s|ed)|"
    r"remark(?:s|ed)|repl(?:ies|ied)|answer(?:s|ed)|thinks|thought|tweeted|insist(?:s|ed)|according to|"
    r"sagte|sagt|erklärte?|meinte?|betonte?|ergänzte?|freute sich|"
    r"dit|a dit|déclare|a déclaré|déclarait|explique|a expliqué|ajoute|a ajouté|confie|a confié|estime|selon|"
    r"zei|zegt|aldus|vertelde|vertelt|vond|verklaarde|lachte|"
    r"sa|sier|sade|säger|forteller|fortalte|mente|smilte)\b",
    re.IGNORECASE,
)
_WORD = r"[^\Wa-z\d_][\w'’\-]{0,30}"
_NAME = rf"(?P<name>{_WORD}(?: (?:(?:van|de|der|den|von|ter|di|la|le) ){{0,2}}{_WORD}){{0,3}})"
_BEFORE_VERB = re.compile(
    rf"{_NAME}(?: \([A-Z]{{3}}\))? (?i:(?:then |later |also )?(?P<verb>{SAYS.pattern}))(?P<rest>[^.;,]{{0,70}})$"
)
# What may stand between the verb and the colon: to whom or how somebody speaks, never what is said or whose words
_SPOKE = re.compile(r"(?:said|says|told|tells|adds?|added|sagte?|a dit|dit|a déclaré|zei|zegt|sa|sier)", re.IGNORECASE)
_HOW = (
    r"(?: (?:\w{2,20}ly|afterwards?|later|then|again|too|today|tonight|yesterday|laughing|smiling|danach|dazu|"
    r"erna|etterpå|ensuite|après|(?:on|last) \w{3,6}day|with a (?:smile|laugh|grin|wink|shrug)|"
    r"na afloop|nach dem rennen|etter løpet|après la course|"
    r"(?:in|at) (?:an?|the) (?:interview|press conference|finish|mixed zone)|"
    r"after (?:the|her|his|that) (?:race|win|victory|finish|final|defeat|event|ceremony)))"
)
_TO = (
    rf"(?: (?:to )?(?:(?:the |a |her |his )?(?:press|media|reporters?|journalists?|broadcaster|newspaper|agency|coach|"
    rf"crowd|fans|isu)|(?-i:{_WORD}(?: {_WORD}){{0,2}})))"
)
_EXPLAINED = re.compile(
    r"explain(?:s|ed) (?:the|her|his) (?:difference|race|win|victory|defeat|plan|tactics|strategy)", re.IGNORECASE
)
_REST = re.compile(rf"{_HOW}?{_TO}?{_HOW}{{0,2}} ?", re.IGNORECASE)
# On what she expects of herself, Example said
_LAST = re.compile(rf"(?:, |, and ){_NAME}(?: \([A-Z]{{3}}\))? (?i:{SAYS.pattern})$")
_AFTER_VERB = re.compile(rf"^[\s,.!?–—-]{{0,4}}(?i:{SAYS.pattern}) {_NAME}(?![\w'’])")
_SUBJECT = re.compile(rf"^[\s,.!?–—-]{{0,4}}{_NAME}(?: \([A-Z]{{3}}\))? (?i:{SAYS.pattern})")


def speaker_above(line: str) -> str:
    """The name of who speaks below a line that ends with a colon: the subject of its last sentence; else ""."""
    words, colon, rest = line.rstrip().rpartition(":")
    if not colon or rest:
        return ""
    sentence = re.split(r"[.!?…]\s", words.rstrip())[-1].strip()
    found = _BEFORE_VERB.match(sentence)
    if found and _may_follow(found["verb"], found["rest"]):
        return found["name"]
    last = _LAST.search(sentence)
    return last["name"] if last else ""


def _may_follow(verb: str, rest: str) -> bool:
    """Whether the words after the verb leave its subject the speaker: no words of others, no second verb."""
    if not rest.strip() or _EXPLAINED.fullmatch((verb + rest).strip()):
        return True
    return bool(_SPOKE.fullmatch(verb) and _REST.fullmatch(rest) and not SAYS.search(rest))


def speaker_beside(said: str) -> str:
    """The name of who speaks by the words beside the speech: … said Ada Example; Ada Example said …; else ""."""
    found = _AFTER_VERB.search(said) or _SUBJECT.search(said)
    return found["name"] if found else ""
