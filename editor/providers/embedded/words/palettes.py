"""The palettes of the portrait family: names (a regex each), and the colours that they set together."""

from editor.providers.embedded.words.vocabulary import Change


def _palette(hair: str, background: str, rays: str, top: str, ink: str) -> dict[str, Change]:
    return {
        "hair.colour": hair, "background.colour": background, "rays.colour": rays, "top.colour": top, "ink.colour": ink,
    }  # fmt: skip


PALETTES: tuple[tuple[str, dict[str, Change]], ...] = (
    ("classic|teal|original", _palette("#ee4266", "#00a6a6", "#ffd23f", "#e4572e", "#1b1b3a")),
    ("night|violet|neon|electric|cyberpunk", _palette("#ffe14d", "#ff4f9a", "#37c6ff", "#7a28ff", "#1a1033")),
    ("primary|comic|red", _palette("#0077c8", "#ffc400", "#e6194b", "#00a878", "#141414")),
    ("pastel|soft|powder", _palette("#f29bb2", "#bfe3de", "#fdf0d2", "#b9a5e0", "#4a4468")),
    ("earth|earthy|autumn|desert|warm|terracotta", _palette("#5a3422", "#ead2ac", "#cf7650", "#6f7040", "#2e1f18")),
    (
        "mono|monochrome|monochromatic|grey|gray|greyscale|grayscale",
        _palette("#3a3a3e", "#d6d6d4", "#f4f4f2", "#77777b", "#141416")
        | {"skin.colour": "#efeeeb", "lips.colour": "#6a6a6e", "eyes.colour": "#58585c"},
    ),
    ("sunset|dusk|tropical", _palette("#6d2451", "#ff7f5c", "#ffc766", "#b8336a", "#35123a")),
    ("ocean|sea|marine|blue|cool|aquatic", _palette("#0f3f63", "#45b7c4", "#dcf4ef", "#1d6fa5", "#0a2239")),
    ("candy|bubble ?gum|sweet|pink", _palette("#ff5fa2", "#8fe3f0", "#fff1a8", "#a874f5", "#3b1d5c")),
    ("forest|woodland|green|nature", _palette("#3b2618", "#9dc08b", "#ece5bb", "#2f5d3a", "#1b2a1c")),
    ("retro|vintage|seventies|70s", _palette("#8c3b1f", "#eaa63c", "#f7e4b5", "#2f7f79", "#2b1a12")),
)
