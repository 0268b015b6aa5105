"""Which passwords are refused: what somebody would guess, and none of which one has to think."""

import time

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

EVA = User(username="eva", first_name="Eva", last_name="Lundqvist", email="eva@nos.example.org")


@pytest.mark.parametrize(
    "password",
    [
        "passwordpassword", "password password", "Password-Password1", "P4ssw0rdp4ssw0rd", "passwordpasswordpassword",
        "worldcup2026worldcup", "speedskating2026", "WorldCupSpeedSkating", "isuworldcup2025!", "newsroom-newsroom",
        "lundqvist2026lundqvist", "EvaLundqvistEva", "nosnosnosnosnos1", "aaaaaaaaaaaaaaaa", "abababababababab",
        "123456789012345", "2026202620262026", "qwertyuiopqwertyuiop", "dragonmonkey2026",
    ],
)  # fmt: skip
def test_guessable_password_is_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password, EVA)


@pytest.mark.parametrize(
    "password",
    [
        "four unlikely words together", "correct horse battery staple", "Xk7!pQ2zWm9r", "quite another set of words",
        "hvalross-teppe-sju-lampe", "日本語の長いパスワード文", "worldcup kelp lantern seven",
    ],
)  # fmt: skip
def test_password_of_some_thought_is_taken(password):
    validate_password(password, EVA)


def test_long_password_is_judged_in_little_time():
    begun = time.process_time()
    with pytest.raises(ValidationError):
        validate_password("passwordworldcup" * 250, EVA)
    assert time.process_time() - begun < 1
