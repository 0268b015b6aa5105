"""A photo's renditions (`picture.Picture`), its files in storage (`storage`), and their metadata (`file_facts`)."""
