from isuwc.demo.articles import ALT_TEXTS, PICTURES, read_stories


def test_every_picture_of_a_story_is_there_and_no_other():
    pictures = [picture for story in read_stories() for picture in story.pictures]
    assert {picture.file for picture in pictures} == {path.stem for path in PICTURES.glob("*.webp")}
    assert {picture.alt for picture in pictures} == set(ALT_TEXTS.values())
