"""Pictures that are no footprint: what people may hand in by mistake, drawn, and real frames."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np

from validation.footprint import scenes
from validation.footprint.camera import Photo, a_view, encode, photograph, scan
from validation.footprint.scenes import PAPERS, Plane

SKIN = ((0.80, 0.60, 0.48), (0.62, 0.42, 0.30), (0.42, 0.27, 0.19))
Draw = Callable[[np.random.Generator], Photo]


def a_wrong_one(seed: int) -> tuple[str, bytes]:
    """(what it is, the file): number `seed` is the same every time."""
    rng = np.random.default_rng(700_000 + seed)
    names = sorted(DRAWN)
    name = names[seed % len(names)]
    return name, encode(rng, DRAWN[name](rng))


def real_frames(folder: Path, every: int) -> Iterator[tuple[str, bytes]]:
    """Every so many frames of the videos of a folder, as JPEG: photos nobody of this made."""
    for path in sorted(folder.rglob("*.mp4")):
        video = cv2.VideoCapture(str(path))
        number = 0
        while True:
            there, frame = video.read()
            if not there:
                break
            if number % every == 0:
                _, jpeg = cv2.imencode(".jpg", frame)
                yield f"{path.stem}:{number}", jpeg.tobytes()
            number += 1
        video.release()


def _on_sheet(rng: np.random.Generator, draw: Callable[[Plane], None]) -> Photo:
    """What `draw` puts on a sheet, photographed or scanned as prints are."""
    paper = str(rng.choice(list(PAPERS), p=[0.6, 0.15, 0.1, 0.15]))
    plane, _ = scenes.table(rng, paper)
    corners = scenes.corners_of("a4")
    scenes.paper_on(plane, rng, paper, corners)
    draw(plane)
    if rng.random() < 0.25:
        return scan(rng, plane, corners, 100.0)
    scenes.light_on(plane, rng)
    return photograph(rng, plane, a_view(rng, corners, (0.62, 0.93)))


def _darken(plane: Plane, mask: np.ndarray, amount: float, blur_mm: float = 0.4) -> None:
    soft = cv2.GaussianBlur(mask, (0, 0), blur_mm * scenes.PER_MM).astype(np.float32) / 255
    plane *= (1 - amount * soft)[..., None]


def blank(rng: np.random.Generator) -> Photo:
    """A sheet with nothing on it."""
    return _on_sheet(rng, lambda _: None)


def text(rng: np.random.Generator) -> Photo:
    """A page of lines of words."""

    def draw(plane: Plane) -> None:
        mask = scenes.empty_mask()
        size = float(rng.uniform(2.5, 5.0))
        for y in np.arange(125.0, -125.0, -2.1 * size):
            x = -85.0
            while x < 80.0 and rng.random() > 0.03:
                word = size * float(rng.integers(1, 9)) * 0.6
                for at in np.arange(x, x + word, 0.55 * size):
                    box = np.array([[at, y], [at + 0.38 * size, y + size * rng.uniform(0.6, 1.0)]])
                    low, high = scenes.to_pixels(box)
                    shape = int(rng.integers(3))
                    if shape == 0:
                        cv2.line(mask, low.tolist(), high.tolist(), 255, 1)
                    elif shape == 1:
                        cv2.rectangle(mask, low.tolist(), high.tolist(), 255, 1)
                    else:
                        cv2.circle(mask, low.tolist(), max(1, int(0.2 * size * 3)), 255, 1)
                x += word + 0.7 * size
        _darken(plane, mask, 0.8, 0.15)

    return _on_sheet(rng, draw)


def hand(rng: np.random.Generator) -> Photo:
    """The print of a hand."""

    def draw(plane: Plane) -> None:
        mask = scenes.empty_mask()
        size = float(rng.uniform(0.85, 1.15))
        turn = float(rng.normal(0, 0.3))
        spin = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])

        def put(x: float, y: float) -> list[int]:
            found: list[int] = scenes.to_pixels((spin @ (np.array([x, y]) * size))[None])[
                0
            ].tolist()
            return found

        cv2.ellipse(mask, put(0, -20), (int(40 * size * 3), int(45 * size * 3)), 0, 0, 360, 255, -1)
        for x, long in ((-30.0, 52.0), (-10.0, 66.0), (11.0, 62.0), (31.0, 48.0)):
            base = 24.0 + float(rng.uniform(0, 8))
            wide = int(float(rng.uniform(15, 19)) * size * 3)
            cv2.line(mask, put(x, base + 8), put(1.35 * x, base + long), 255, wide)
        cv2.line(mask, put(-46, -22), put(-72, 12), 255, int(20 * size * 3))
        _darken(plane, mask, float(rng.uniform(0.2, 0.7)))

    return _on_sheet(rng, draw)


def sole(rng: np.random.Generator) -> Photo:
    """The print of a shoe: heel and sole with a tread, no toes."""

    def draw(plane: Plane) -> None:
        mask = scenes.empty_mask()
        for y, half, wide in ((-92.0, 35.0, 33.0), (45.0, 85.0, 45.0)):
            centre = scenes.to_pixels(np.array([[0.0, y]]))[0].tolist()
            cv2.ellipse(mask, centre, (int(wide * 3), int(half * 3)), 0, 0, 360, 255, -1)
        if rng.random() < 0.7:
            step = float(rng.uniform(6, 14))
            for y in np.arange(-140.0, 140.0, step):
                ends = scenes.to_pixels(np.array([[-60.0, y], [60.0, y + rng.uniform(-6, 6)]]))
                cv2.line(mask, ends[0].tolist(), ends[1].tolist(), 0, int(step * 0.9))
        else:
            wide = 50 * 3
            ends = scenes.to_pixels(np.array([[0.0, -70.0], [0.0, 10.0]]))
            cv2.line(mask, ends[0].tolist(), ends[1].tolist(), 255, wide)
        _darken(plane, mask, float(rng.uniform(0.25, 0.7)))

    return _on_sheet(rng, draw)


def shapes(rng: np.random.Generator) -> Photo:
    """Spills, rings and boxes on a sheet."""

    def draw(plane: Plane) -> None:
        mask = scenes.empty_mask()
        for _ in range(int(rng.integers(1, 5))):
            at = scenes.to_pixels(rng.uniform(-70, 70, (1, 2)))[0].tolist()
            kind = int(rng.integers(3))
            if kind == 0:
                half = (int(rng.uniform(15, 55) * 3), int(rng.uniform(15, 110) * 3))
                cv2.ellipse(mask, at, half, float(rng.uniform(0, 180)), 0, 360, 255, -1)
            elif kind == 1:
                cv2.circle(mask, at, int(rng.uniform(20, 45) * 3), 255, int(rng.uniform(3, 9) * 3))
            else:
                box = cv2.boxPoints(
                    (at, rng.uniform(60, 420, 2).tolist(), float(rng.uniform(0, 90)))
                )
                cv2.fillPoly(mask, [np.rint(box).astype(np.int32)], 255)
        _darken(plane, mask, float(rng.uniform(0.2, 0.8)))

    return _on_sheet(rng, draw)


def foot_on_sheet(rng: np.random.Generator) -> Photo:
    """A bare foot itself standing on the sheet, seen from above, with its leg."""

    def draw(plane: Plane) -> None:
        _skin_foot(plane, rng, leg=True)

    return _on_sheet(rng, draw)


def foot_alone(rng: np.random.Generator) -> Photo:
    """A bare foot on the floor or held up, without any sheet."""
    plane, _ = scenes.table(rng, "white")
    _skin_foot(plane, rng, leg=rng.random() < 0.5)
    scenes.light_on(plane, rng)
    around = scenes.corners_of("a4")
    return photograph(rng, plane, a_view(rng, around, (0.75, 0.93)))


_FOOT_EDGE = (
    *((-30, -130), (30, -130), (36, -90), (34, -30), (46, 40), (48, 75), (40, 95)),
    *((30, 102), (20, 108), (8, 114), (-6, 120), (-20, 128), (-40, 126), (-46, 100)),
    *((-44, 50), (-30, -30), (-36, -90)),
)


def _skin_foot(plane: Plane, rng: np.random.Generator, *, leg: bool) -> None:
    mask = scenes.empty_mask()
    size = float(rng.uniform(0.88, 1.0))
    edge = np.array(_FOOT_EDGE, dtype=np.float64)
    cv2.fillPoly(mask, [scenes.to_pixels(edge * size)], 255)
    for x, y in ((26, 106), (14, 112), (1, 118), (-13, 124)):  # clefts between the toes
        ends = scenes.to_pixels(np.array([[x, y + 8], [x - 2, y - 12]]) * size)
        cv2.line(mask, ends[0].tolist(), ends[1].tolist(), 0, 4)
    if leg:
        ends = scenes.to_pixels(np.array([[0.0, -90.0], [float(rng.uniform(-60, 60)), -270.0]]))
        cv2.line(mask, ends[0].tolist(), ends[1].tolist(), 255, 80 * 3)
    depth = np.clip(cv2.distanceTransform(mask, cv2.DIST_L2, 5) / (30 * scenes.PER_MM), 0, 1)
    share = cv2.GaussianBlur(mask, (0, 0), 1.5).astype(np.float32)[..., None] / 255
    tone = np.array(SKIN[int(rng.integers(len(SKIN)))], np.float32)
    painted = tone * (0.6 + 0.4 * np.sqrt(depth))[..., None]
    shadow = cv2.GaussianBlur(np.roll(mask, (12, 18), (0, 1)), (0, 0), 14).astype(np.float32) / 255
    plane *= (1 - 0.4 * shadow)[..., None]
    plane[:] = plane * (1 - share) + painted * share


def xray(rng: np.random.Generator) -> Photo:
    """Bones, light on black: at times with a frame, at times of a sheet's shape."""
    high, wide = (1400, 990) if rng.random() < 0.5 else (1400, 1050)
    picture = np.full((high, wide), 18.0, np.float32)
    flesh = np.zeros((high, wide), np.uint8)
    bones = np.zeros((high, wide), np.uint8)
    cv2.ellipse(flesh, (wide // 2, int(0.75 * high)), (150, 260), 0, 0, 360, 255, -1)
    cv2.ellipse(flesh, (wide // 2, int(0.42 * high)), (230, 330), 0, 0, 360, 255, -1)
    cv2.ellipse(bones, (wide // 2, int(0.76 * high)), (100, 190), 0, 0, 360, 255, -1)
    for k in range(5):
        x = wide // 2 + int((k - 2) * 78)
        cv2.line(bones, (wide // 2 + (k - 2) * 40, int(0.56 * high)), (x, int(0.3 * high)), 255, 36)
        cv2.line(bones, (x, int(0.28 * high)), (x, int(0.2 * high)), 255, 30)
        cv2.line(flesh, (x, int(0.36 * high)), (x, int(0.17 * high)), 255, 70)
    picture += 60 * cv2.GaussianBlur(flesh, (0, 0), 12).astype(np.float32) / 255
    picture += 120 * cv2.GaussianBlur(bones, (0, 0), 5).astype(np.float32) / 255
    picture += rng.normal(0, 4, picture.shape)
    grey = np.clip(picture, 0, 255).astype(np.uint8)
    return np.repeat(grey[..., None], 3, axis=2)


def landscape(rng: np.random.Generator) -> Photo:
    """Sky over ground: noise at all scales."""
    high, wide = 1200, 1600
    picture = np.zeros((high, wide, 3), np.float32)
    for k in range(2, 9):
        small = rng.normal(0, 1, (max(2, 2**k * 3 // 4), 2**k, 3)).astype(np.float32)
        large = cv2.resize(small, (wide, high), interpolation=cv2.INTER_CUBIC)
        picture += large.mean(axis=2, keepdims=True) * 0.75**k + 0.2 * large * 0.75**k
    line = int(high * rng.uniform(0.3, 0.6))
    tint = np.empty_like(picture)
    tint[:line], tint[line:] = (0.55, 0.7, 0.9), (0.35, 0.42, 0.2)
    return np.asarray(np.clip(255 * (tint + 0.22 * picture), 0, 255), np.uint8)


def face(rng: np.random.Generator) -> Photo:
    """A head before a wall."""
    high, wide = 1600, 1200
    picture = np.ones((high, wide, 3), np.float32) * rng.uniform(0.3, 0.95, 3).astype(np.float32)
    tone = SKIN[int(rng.integers(len(SKIN)))]
    cv2.ellipse(picture, (600, 1500), (520, 360), 0, 0, 360, tuple(rng.uniform(0.1, 0.8, 3)), -1)
    cv2.ellipse(picture, (600, 640), (360, 460), 0, 0, 360, (0.2, 0.14, 0.1), -1)
    cv2.ellipse(picture, (600, 720), (310, 400), 0, 0, 360, tone, -1)
    for x in (480, 720):
        cv2.ellipse(picture, (x, 650), (55, 26), 0, 0, 360, (0.95, 0.95, 0.95), -1)
        cv2.circle(picture, (x, 650), 24, (0.2, 0.15, 0.1), -1)
    cv2.ellipse(picture, (600, 920), (110, 34), 0, 0, 360, (0.6, 0.25, 0.25), -1)
    soft = cv2.GaussianBlur(picture, (0, 0), 8) + rng.normal(0, 0.01, picture.shape)
    return np.clip(255 * soft, 0, 255).astype(np.uint8)


DRAWN: dict[str, Draw] = {
    "blank": blank,
    "face": face,
    "foot_alone": foot_alone,
    "foot_on_sheet": foot_on_sheet,
    "hand": hand,
    "landscape": landscape,
    "shapes": shapes,
    "sole": sole,
    "text": text,
    "xray": xray,
}
