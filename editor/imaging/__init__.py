"""The one door for untrusted bytes: look at the header, decode every pixel, measure, hash, make thumbnails.

Pure and light (Pillow only): these functions run in the imaging processes, values in and values out. Why every pixel:
only a full decode is strict about truncation and about what the bytes really are (facts/imaging.md section 3, Safety).
Large pictures are decoded in strips or at a reduced scale, so that their pixels are never held all at once.
"""

from editor.imaging.errors import BadPicture as BadPicture
from editor.imaging.facts import SCREEN_EDGE_PX as SCREEN_EDGE_PX
from editor.imaging.facts import Facts as Facts
from editor.imaging.facts import inspect as inspect
from editor.imaging.facts import thumbnails as thumbnails
from editor.imaging.opening import ORIENTATION as ORIENTATION
from editor.imaging.opening import glance as glance
from editor.imaging.opening import sha256_of as sha256_of
from editor.imaging.uploads import take_in as take_in
