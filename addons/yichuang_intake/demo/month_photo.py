"""The photograph of a visit in the sample month: a shop drawn, not taken."""

import base64
import io

from PIL import Image, ImageDraw

SIZE = (640, 420)
SKY, STREET, WALL, GLASS, DOOR, SIGN = (
    (203, 222, 238),
    (150, 150, 146),
    (226, 214, 196),
    (126, 160, 180),
    (120, 84, 60),
    (178, 58, 48),
)


def photograph():
    """A JPEG picture, base64, as a form sends it."""
    picture = Image.new("RGB", SIZE, SKY)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 320, 640, 420), fill=STREET)
    draw.rectangle((90, 90, 550, 340), fill=WALL)
    draw.rectangle((110, 105, 530, 155), fill=SIGN)
    for left in (130, 410):
        draw.rectangle((left, 190, left + 100, 290), fill=GLASS, outline=DOOR, width=5)
    draw.rectangle((270, 190, 370, 340), fill=DOOR)
    content = io.BytesIO()
    picture.save(content, "JPEG", quality=80)
    return base64.b64encode(content.getvalue()).decode()
