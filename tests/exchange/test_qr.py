import io
import re
import xml.etree.ElementTree as ElementTree

import png
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icebreak.exchange.qr import BORDER, LinkTooLong, qr_png, qr_svg, qr_terminal
from tests.exchange import qr_reader

LINK = "https://icebreak.example/j/ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LOUD = "HTTPS://ICEBREAK.EXAMPLE.ORG/J/ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SVG = "{http://www.w3.org/2000/svg}"

links = st.text("abcXYZ019-._~:/?#%=&", min_size=1, max_size=60)


def svg_modules(svg: str) -> qr_reader.Matrix:
    root = ElementTree.fromstring(svg)  # noqa: S314
    side = int(root.attrib["viewBox"].split()[2])
    matrix = [[False] * side for _ in range(side)]
    _, black = root.iter(f"{SVG}path")
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1H\1z", black.attrib["d"]):
        for at in range(int(x), int(x) + int(width)):
            matrix[int(y)][at] = True
    return matrix


def png_modules(raw: bytes, px: int) -> qr_reader.Matrix:
    width, height, rows, _ = png.Reader(bytes=raw).read()
    pixels = [list(row) for row in rows]
    assert width == height
    assert width % px == 0
    for y in range(height):
        assert pixels[y] == [pixels[y - y % px][x - x % px] for x in range(width)]
    return [[not pixels[y][x] for x in range(0, width, px)] for y in range(0, height, px)]


def terminal_modules(text: str) -> qr_reader.Matrix:
    matrix: qr_reader.Matrix = []
    for line in text.split("\n"):
        found = re.fullmatch("\x1b\\[30;107m([ ▀▄█]+)\x1b\\[0m", line)
        assert found
        matrix.append([half in "▀█" for half in found[1]])
        matrix.append([half in "▄█" for half in found[1]])
    return matrix[: len(matrix[0])]


def scanned(matrix: qr_reader.Matrix) -> str:
    return qr_reader.read(qr_reader.without_border(matrix, BORDER))[0]


@settings(max_examples=60)
@given(links)
def test_every_short_link_is_scanned_from_page_picture_and_terminal(link: str) -> None:
    assert scanned(svg_modules(qr_svg(link, "Join"))) == link
    assert scanned(png_modules(qr_png(link), 8)) == link
    assert scanned(terminal_modules(qr_terminal(link))) == link


def test_the_code_has_at_most_33_modules_a_side() -> None:
    assert len(svg_modules(qr_svg("~" * 60, "Join"))) <= 33 + 2 * BORDER


def test_an_upper_case_address_stays_alphanumeric_and_small() -> None:
    modules = qr_reader.without_border(svg_modules(qr_svg(LOUD, "Join")), BORDER)
    assert qr_reader.read(modules) == (LOUD, {"alphanumeric"})
    assert len(modules) == 29


@pytest.mark.parametrize("length", [63, 120, 5_000])
def test_a_link_that_phones_would_not_read_is_refused_with_a_sentence(length: int) -> None:
    with pytest.raises(LinkTooLong, match=r"^The link is too long .* 60 characters .*\.$"):
        qr_svg("x" * length, "Join")


@pytest.mark.parametrize("link", ["https://bücher.example", "https://x.example/\n", "\x00"])
def test_only_plain_ascii_goes_into_a_code(link: str) -> None:
    with pytest.raises(ValueError, match="plain ASCII"):
        qr_png(link)


def test_the_svg_is_an_image_with_a_title_on_white() -> None:
    root = ElementTree.fromstring(qr_svg(LINK, "Join “A & B <script>”"))  # noqa: S314
    assert root.attrib["role"] == "img"
    assert root[0].tag == f"{SVG}title"
    assert root[0].text == "Join “A & B <script>”"
    assert (root[1].attrib["fill"], root[2].attrib["fill"]) == ("#fff", "#000")
    side = root.attrib["viewBox"].split()[2]
    assert root[1].attrib["d"] == f"M0 0h{side}v{side}H0z"
    assert int(root.attrib["width"]) % int(side) == 0


def test_the_svg_has_no_style_that_a_strict_page_would_drop() -> None:
    svg = qr_svg(LINK, "Join")
    assert "style" not in svg
    assert "<?xml" not in svg


@pytest.mark.parametrize("px", [8, 13])
def test_the_picture_has_whole_pixels_and_a_white_border(px: int) -> None:
    assert scanned(png_modules(qr_png(LINK, px_per_module=px), px)) == LINK


def test_a_picture_too_small_for_a_video_call_is_refused() -> None:
    with pytest.raises(ValueError, match="8 pixels"):
        qr_png(LINK, px_per_module=7)


def test_the_picture_is_one_that_browsers_open() -> None:
    assert png.Reader(file=io.BytesIO(qr_png(LINK))).asDirect()[3]["bitdepth"] == 1


def test_the_terminal_sets_both_colours_itself() -> None:
    lines = qr_terminal(LINK).split("\n")
    assert all(line.startswith("\x1b[30;107m") and line.endswith("\x1b[0m") for line in lines)
    assert len({len(line) for line in lines}) == 1
