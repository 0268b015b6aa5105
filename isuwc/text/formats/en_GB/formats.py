"""Names as Django looks for them."""

TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j M Y, H:i"
