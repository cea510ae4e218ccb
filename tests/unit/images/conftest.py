"""Pictures made on the spot: every kind that an author may bring."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw


def draw_scene(mode: str = "RGB", size: tuple[int, int] = (60, 40)) -> Image.Image:
    """A picture whose corners tell which way up it is: red top left, blue top right."""
    picture = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(picture)
    width, height = size
    draw.rectangle((0, 0, width // 3, height // 3), fill="red")
    draw.rectangle((2 * width // 3, 0, width, height // 3), fill="blue")
    draw.rectangle((0, 2 * height // 3, width // 3, height), fill="green")
    if mode in ("RGBA", "LA"):
        picture = picture.convert(mode[:-1])
        picture.putalpha(Image.linear_gradient("L").resize(size))
        return picture
    return picture.convert(mode)


@pytest.fixture
def scene() -> Callable[..., Image.Image]:
    return draw_scene


@pytest.fixture
def save(tmp_path: Path) -> Callable[..., Path]:
    def write(name: str, picture: Image.Image, **settings: object) -> Path:
        path = tmp_path / name
        picture.save(path, **settings)
        return path

    return write


@pytest.fixture(scope="session")
def photograph() -> Image.Image:
    """Many colours and a long side of 3,000 pixels; not to be changed in place."""
    channels = [Image.effect_noise((3000, 1500), 60 + 10 * step) for step in range(3)]
    return Image.merge("RGB", channels)
