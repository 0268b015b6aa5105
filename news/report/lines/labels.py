"""What a line became, in words for journalists."""

# Left out: the site makes it, or it is no part of the article
STANDINGS = "links to standings: the site makes them, complete"
WATCH = "where to watch: the site says it"
CALENDAR = "the season's calendar: the site makes it"
ABOUT = "about the series: the site's own words stand for it"
POINTER = "a pointer to a web page: the site has its own links"
BANNER = "the banner's place: banners stand on pages by themselves"
PAGE = "a part of a web page: it is no part of the article"
END_MARK = "a part of a web page: the mark of the text's end"

# The article's own words
TEXT = "text"
CALENDAR_TEXT = "text: dates of a calendar"
SUBHEAD = "a subhead"
LIST = "a list"
NUMBERED_LIST = "a numbered list"
LETTERED_LIST = "a list with letters"
TABLE = "a table"
QUOTE = "a quote"
