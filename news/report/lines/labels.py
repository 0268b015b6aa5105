"""What lines that are left out were recognised as, in words for journalists."""

STANDINGS = "links to standings: the site makes them, complete"


WATCH = "where to watch: the site says it"


CALENDAR = "the season's calendar: the site makes it"


ABOUT = "about the series: the site's own words stand for it"


POINTER = "a pointer to a web page: the site has its own links"


BANNER = "the banner's place: banners stand on pages by themselves"
