"""All data of the site: a page that lists it, tables as files beside their pages, and the whole data set."""
