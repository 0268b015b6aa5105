"""A photo's renditions (`picture.Picture`), its files in the storage (`storage`), what its file says (`file_facts`)."""
