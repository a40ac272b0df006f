"""The picture check of step 1 [N]: a few signs a person reads and a simple program does not."""

from __future__ import annotations

import secrets

from ill_desktop import paths
from ill_desktop.activation import rules

SIZE = (208, 88)
_FONT_SIZES = (58, 62, 68)


def new_text() -> str:
    """Signs for one picture."""
    return "".join(secrets.choice(rules.PICTURE_SIGNS) for _ in range(rules.PICTURE_LENGTH))


def png(text: str) -> bytes:
    """The picture of a text, dark on light, leaning another way each time; 6 ms."""
    from captcha.image import ImageCaptcha

    font = paths.resources() / "fonts" / "NotoSansSC-Regular.ttf"
    image = ImageCaptcha(*SIZE, fonts=[str(font)], font_sizes=_FONT_SIZES)
    image.word_offset_dx, image.character_rotate = 0.05, (-22, 22)  # people have to read it, too
    return image.generate(text, fg_color=(31, 95, 191), bg_color=(255, 255, 255)).getvalue()
