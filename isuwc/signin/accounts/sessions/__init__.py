"""Sessions that know whose they are: `rows` is their table, `store` reads and writes it (SESSION_ENGINE), `places` says
from which device and network they come."""
