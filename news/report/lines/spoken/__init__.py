"""What somebody says in a paragraph (`speech`), and who says it (`speakers`). Pure."""
