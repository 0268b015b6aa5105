"""What `manage.py demo` fills an empty database with: real seasons, articles about them, pictures and people."""
