"""How the site tells how it is: lines of its log (`requests`, `lines`, `queries`), `readiness`, and `alarms`."""
