"""The user's own picture on the front of a case: as large as the board, its middle kept, the rest left out."""

import io
from dataclasses import dataclass

import pikepdf
from pikepdf import Dictionary, Name, Pdf
from PIL import Image, ImageOps

from compiler.errors import Remark, SettingsError, Where
from compiler.model.story import Asset
from compiler.write.pictures import recognised

FEW = 150  # dots to the inch, below which a print looks soft
ORIENTATION = 0x0112  # the tag in which a camera says how it was held
LARGEST = 90_000_000  # pixels: a poster


@dataclass(frozen=True, slots=True)
class Plate:
    """A picture ready to be printed: a JPEG as it is, anything else as its colours, three bytes a pixel."""

    width: int
    height: int
    content: bytes
    jpeg: bool

    def over(self, width: float, height: float) -> tuple[float, float]:
        """Return its size in points where it just covers an area."""
        scale = max(width / self.width, height / self.height)
        return self.width * scale, self.height * scale

    def remark(self, width: float, height: float) -> Remark | None:
        """Return a doubt about a picture that is too small for the area."""
        dots = self.width / (self.over(width, height)[0] / 72)
        if dots >= FEW:
            return None
        return Remark(
            f"the cover's picture is printed with {dots:.0f} dots to the inch, and will look soft",
            mend="a larger picture: --cover",
        )

    def embedded(self, pdf: Pdf) -> pikepdf.Object:
        """Put it into a file."""
        entries = Dictionary(
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=self.width,
            Height=self.height,
            BitsPerComponent=8,
            ColorSpace=Name.DeviceRGB,
        )
        if self.jpeg:
            entries.Filter = Name.DCTDecode
        return pdf.make_stream(self.content, entries)


def plate(asset: Asset) -> Plate:
    """Return a picture as a plate. Raise a SettingsError for what is none, or none that can be printed."""
    found = recognised(asset, "cover")
    if found is None:
        raise _no_picture(asset)
    try:
        with Image.open(io.BytesIO(asset.content)) as image:
            if image.width * image.height > LARGEST:
                raise _no_picture(asset)
            as_is = image.mode == "RGB" and image.getexif().get(ORIENTATION, 1) == 1
            if found.media_type == "image/jpeg" and as_is:
                return Plate(image.width, image.height, asset.content, jpeg=True)
            upright = ImageOps.exif_transpose(image).convert("RGBA")
            flat = Image.new("RGBA", upright.size, "white")
            flat.alpha_composite(upright)
            return Plate(*flat.size, flat.convert("RGB").tobytes(), jpeg=False)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise _no_picture(asset) from error


def _no_picture(asset: Asset) -> SettingsError:
    return SettingsError(
        "the cover is no picture that can be printed", Where(asset.name), "give a JPEG or a PNG"
    )
