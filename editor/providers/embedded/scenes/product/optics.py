"""What a lens does: soft planes worked out small and laid over the picture large, blur by depth, taper."""

from dataclasses import dataclass

import cv2
import numpy as np

from editor.providers.embedded.arrays import Picture, Plane

_TAPER = 0.13  # how much wider a wide lens shows the top of the frame than its bottom
_DEPTH = 2.2  # scene units behind the sharp plane at which all is as soft as it gets


@dataclass(frozen=True, slots=True)
class Layer:
    """A soft plane over the whole frame, `width` x `height` pixels, read a few rows at a time."""

    plane: Plane
    width: int
    height: int

    def rows(self, top: int, bottom: int) -> Plane:
        """Rows `top`..`bottom` at the picture's size."""
        known_y, known_x = self.plane.shape[:2]
        if (known_y, known_x) == (self.height, self.width):
            return self.plane[top:bottom]
        down = (np.arange(top, bottom) + 0.5) * known_y / self.height - 0.5
        across = ((np.arange(self.width) + 0.5) * known_x / self.width - 0.5).astype(np.float32)
        first, last = max(0, int(down[0]) - 2), min(known_y, int(down[-1]) + 4)
        x, y = np.meshgrid(across, (down - first).astype(np.float32))
        piece = np.ascontiguousarray(self.plane[first:last])
        return np.asarray(cv2.remap(piece, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE))


def softened(small: Plane, sigma: float, width: int, height: int) -> Layer:
    """A plane blurred by `sigma` of its own pixels, over a frame of `width` x `height`."""
    return Layer(np.asarray(cv2.GaussianBlur(small, (0, 0), max(0.5, sigma))), width, height)


def tapered(light: Plane, top: int, height: int) -> Plane:
    """Rows from `top` on as a wide lens that looks down shows them: everything wider towards the top of the frame."""
    rows, width = light.shape[:2]
    down = (np.arange(top, top + rows, dtype=np.float32) + np.float32(0.5)) / np.float32(height)
    wider = 1 + np.float32(_TAPER) * (1 - down)
    middle = np.float32(width / 2)
    x = (
        (np.arange(width, dtype=np.float32)[None] + np.float32(0.5) - middle) / wider[:, None]
        + middle
        - np.float32(0.5)
    )
    y = np.broadcast_to(np.arange(rows, dtype=np.float32)[:, None], x.shape)
    return np.asarray(cv2.remap(light, x, np.ascontiguousarray(y), cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE))


def unsharp(near: Plane, focus: float) -> Plane:
    """How far out of focus each place is, 0..1: `near` and `focus` are distances towards the camera, scene units."""
    return np.asarray(np.clip((np.float32(focus) - near) / np.float32(_DEPTH), 0, 1))


@dataclass(frozen=True, slots=True)
class Defocused:
    """A finished picture in three degrees of sharpness, to be mixed by how far out of focus each place is."""

    sharp: Picture
    amount: Picture  # 0..255
    near: Layer
    far: Layer

    def rows(self, top: int, bottom: int) -> Plane:
        """Display values 0..1 of some rows."""
        shown = self.sharp[top:bottom].astype(np.float32)
        amount = self.amount[top:bottom].astype(np.float32)[..., None] / np.float32(127.5)
        shown += (self.near.rows(top, bottom) - shown) * np.minimum(amount, 1)
        shown += (self.far.rows(top, bottom) - shown) * np.maximum(amount - 1, 0)
        return np.asarray(shown / np.float32(255))


def defocused(sharp: Picture, amount: Picture, most: float) -> Defocused:
    """`sharp` made soft by `amount`; `most` is the largest blur as a share of the shorter side."""
    height, width = sharp.shape[:2]
    sigma = most * min(width, height)
    # What is sharp must not glow into what is not: a pixel counts for as much as it is out of focus itself.
    weight = np.maximum(amount, 6)
    layers = []
    for part in (0.35, 1.0):
        share = min(1.0, 3.0 / (sigma * part))
        size = (max(1, round(width * share)), max(1, round(height * share)))
        heavy = cv2.resize(weight, size, interpolation=cv2.INTER_AREA).astype(np.float32)[..., None]
        small = cv2.resize(sharp, size, interpolation=cv2.INTER_AREA).astype(np.float32)
        blur = sigma * part * share
        mixed = cv2.GaussianBlur(np.concatenate([small * heavy, heavy], 2), (0, 0), max(0.5, blur))
        layers.append(Layer(np.asarray(mixed[..., :3] / mixed[..., 3:]), width, height))
    return Defocused(sharp, amount, layers[0], layers[1])
