"""Restyles as flat inks and dots: pop art, four-colour halftone, screen-printed poster."""

import cv2
import numpy as np

from editor.providers.embedded import colours
from editor.providers.embedded.arrays import Picture, Plane
from editor.providers.embedded.edits import easel, enlarge, named, screens, strokes
from editor.providers.embedded.edits.easel import Source

_SUBJECT_INKS = ("#1b1b3a", "#b0125b", "#ee4266", "#ff9f5a", "#ffd23f", "#fff6dd")
_GROUND_INKS = ("#0d3b4f", "#007c83", "#00a6a6", "#5fd0c5")


def popart(source: Source) -> Picture:
    """Loud flat inks with a dot screen: one palette for the subject, another for what is behind."""
    small = easel.at_work(source)
    side = max(small.shape[:2])
    passes = int(np.clip(round(3 - 4 * source.detail), 1, 6))
    coarse = float(2.0 ** (-1.3 * source.detail))
    flat = easel.flattened(cv2.medianBlur(small, 2 * round(3 * max(0.0, coarse - 1)) + 1), passes)
    grey = easel.grey(flat)
    grey = np.asarray(cv2.GaussianBlur(grey, (0, 0), side / 520 * coarse))
    mask = np.ones(grey.shape, np.float32)
    if source.mask is not None:
        mask = np.clip(enlarge.fitted(source.mask, grey.shape[1], grey.shape[0]), 0, 1)
    cuts = easel.steps(grey[mask > 0.5], (0.10, 0.30, 0.52, 0.72, 0.90))
    ground_cuts = easel.steps(grey[mask <= 0.5], (0.22, 0.52, 0.82))
    drawn = strokes.edges(flat)
    steep = easel.slope(grey)
    pitch = min(source.size) / 74 * source.scale
    inks, ground_inks = named.popart(source.inks, (_SUBJECT_INKS, _GROUND_INKS))
    # On a ground that was named, dots of another palette would be a third colour.
    spots = colours.linear(ground_inks[-1] if source.inks[1] else "#ffd23f")

    def paint(top: int, bottom: int) -> Plane:
        band, edge, who = (easel.rows(field, source, top, bottom) for field in (grey, drawn, mask))
        soft = easel.hair(easel.rows(steep, source, top, bottom), source, 0.022)
        body, ground = _stepped(band, cuts, inks, soft), _stepped(band, ground_cuts, ground_inks, soft)
        screen = screens.screen(band.shape, top, pitch, 45)
        shade = np.clip((np.float32(cuts[3]) - band) * np.float32(2.4), 0, 0.62) * (band > cuts[0])
        body = screens.dotted(body, screen, shade, pitch, colours.linear("#1b1b3a"), 0.42)
        ground = screens.dotted(ground, screen, np.clip(band * np.float32(0.75), 0.06, 0.5), pitch, spots, 0.75)
        share = easel.sharp(who, 0.5, 0.1)[..., None]
        light = ground + share * (body - ground)
        rim = 1 - np.clip(np.abs(who - np.float32(0.5)) * np.float32(3.4), 0, 1)
        ink = np.maximum(1 - easel.sharp(edge, -0.0035, 0.006), easel.sharp(rim, 0.45, 0.25))[..., None]
        light = light + ink * (np.array(colours.linear("#1b1b3a"), np.float32) - light)
        return np.asarray(np.power(light, np.float32(1 / 2.2)))

    return easel.bands(source, paint)


def _stepped(tone: Plane, cuts: list[float], inks: tuple[str, ...], soft: Plane) -> Plane:
    light = np.broadcast_to(np.array(colours.linear(inks[0]), np.float32), (*tone.shape, 3)).copy()
    for cut, ink in zip(cuts, inks[1:], strict=True):
        light += easel.sharp(tone, cut, soft)[..., None] * (np.array(colours.linear(ink), np.float32) - light)
    return light


# Ink of each plate as the light it lets through, and its screen angle.
_PLATES = (
    (np.array([0.02, 0.55, 0.86], np.float32), 15.0),
    (np.array([0.86, 0.02, 0.42], np.float32), 75.0),
    (np.array([1.0, 0.88, 0.02], np.float32), 0.0),
    (np.array([0.09, 0.09, 0.10], np.float32), 45.0),
)
_PAPER = np.array([0.985, 0.97, 0.93], np.float32)


def halftone(source: Source) -> Picture:
    """Four-colour offset print under a glass: round dots in four screens, on slightly warm paper."""
    pitch = min(source.size) / 116 * source.scale
    small = easel.at_work(source)
    # One dot shows one tone: what is finer than the screen would only break the dots up.
    tones = enlarge.soft(small.astype(np.float32) / 255, 0.22 * min(small.shape[:2]) / 116 * source.scale)
    if source.inks[0]:
        return named.halftone(source, tones, pitch)
    paper = np.array(colours.rgb(source.inks[1]), np.float32) if source.inks[1] else _PAPER

    def paint(top: int, bottom: int) -> Plane:
        # Ink spreads: a little less of it is laid down than the tone asks for.
        rest = np.power(1 - np.clip(easel.rows(tones, source, top, bottom), 0, 1), np.float32(1.22))
        black = rest.min(-1) ** np.float32(2.0) * np.float32(0.92)
        colour = np.clip((rest - black[..., None]) / np.maximum(1 - black[..., None], 0.05), 0, 1)
        out = np.broadcast_to(paper, rest.shape).copy()
        for plate, (ink, angle) in enumerate(_PLATES):
            amount = black if plate == 3 else colour[..., plate]
            dots = screens.inked(screens.screen(amount.shape, top, pitch, angle), amount, pitch)[..., None]
            out *= 1 - dots * (1 - ink)
        return out

    return easel.bands(source, paint)


def poster(source: Source) -> Picture:
    """Seven flat inks cut like paper, with a dark key line."""
    small = easel.at_work(source)
    reach = 2 * round(4 * source.coarseness) + 1
    flat = easel.flattened(cv2.medianBlur(small, reach), 2)
    flat = np.asarray(cv2.medianBlur(flat, reach), np.uint8)
    if any(source.inks):
        return named.poster(source, flat)
    soft = 2.2 * source.coarseness
    lab = cv2.cvtColor(cv2.GaussianBlur(flat.astype(np.float32) / 255, (0, 0), soft), cv2.COLOR_RGB2LAB)
    inks = _inks(lab)
    drawn = strokes.edges(flat)
    rgb = cv2.cvtColor(_louder(inks)[None].astype(np.float32), cv2.COLOR_LAB2RGB)[0]

    def paint(top: int, bottom: int) -> Plane:
        shown = _nearest(easel.rows(lab, source, top, bottom), inks, rgb)
        edge = easel.rows(drawn, source, top, bottom)
        ink = (1 - easel.sharp(edge, -0.0065, 0.004))[..., None] * np.float32(0.88)
        return np.asarray(shown + ink * (np.float32(0.09) - shown))

    return easel.bands(source, paint)


def _nearest(lab: Plane, inks: Plane, rgb: Plane) -> Plane:
    """Every pixel in its nearest ink, a pixel or two of mixture where two are as near."""
    scale = np.array([1.1, 1, 1], np.float32)
    centres = inks * scale
    # The squared distance to every ink, less what is the same for all of them.
    far = cv2.transform(lab, np.column_stack([-2 * centres * scale, (centres**2).sum(-1)]).astype(np.float32))
    far = far.reshape(-1, len(inks))
    first = far.argmin(-1)
    along = np.arange(len(first))
    least = far[along, first]
    far[along, first] = np.inf
    second = far.argmin(-1)
    # Half the difference of the squares over the distance of the two inks: how far the border between them is.
    apart = np.linalg.norm(centres[:, None] - centres[None], axis=-1).astype(np.float32)
    border = (far[along, second] - least) / np.maximum(2 * apart[first, second], 1e-3)
    share = np.clip(np.float32(0.5) + border * np.float32(0.55), 0, 1)[:, None]
    return np.asarray(rgb[second] + share * (rgb[first] - rgb[second]), np.float32).reshape(lab.shape)


def _inks(lab: Plane) -> Plane:
    cv2.setRNGSeed(1)
    thumb = np.asarray(cv2.resize(lab, (112, 112), interpolation=cv2.INTER_AREA), np.float32).reshape(-1, 3)
    _, _, inks = cv2.kmeans(thumb, 7, None, (3, 30, 0.5), 3, cv2.KMEANS_PP_CENTERS)
    return np.asarray(inks[np.argsort(inks[:, 0])], np.float32)


def _louder(inks: Plane) -> Plane:
    out = inks.copy()
    # Few inks must carry the whole picture: the darkest is nearly black and the lightest nearly paper.
    low, high = out[:, 0].min(), out[:, 0].max()
    spread = 13 + (out[:, 0] - low) * (81 / max(high - low, 20.0))
    out[:, 0] = np.clip(0.4 * (56 + (out[:, 0] - 50) * 1.12) + 0.6 * spread, 6, 97)
    out[:, 1:] *= 1.30
    return out
