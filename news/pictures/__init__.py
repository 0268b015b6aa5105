"""Pictures of stories and banners.

`picture.Picture` has a photo's renditions, `storage` its files, `file_facts` their metadata; `art` is what the site
draws itself.
"""
