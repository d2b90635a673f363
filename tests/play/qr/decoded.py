#!/usr/bin/env python3
"""decoded.py KIOSK KIOSKCTL [--all]: what share of the kiosk's codes another program reads, screen by screen.

Shots of the real kiosk, beside a real server: the first screen, the thanks with a token and the handover, on displays from 5 to 32 inches,
lying and standing, in every theme (by itself only some of these together). Each code is read by zbar from the shot as it is, and from what a
phone would see of it: a camera 250 mm from a small display, further from larger ones, as the kiosk's sizes grow, 70 degrees and 1,920 pixels
wide; tilted by 30 degrees to a side or backwards, out of focus, with the glare of a lamp on a corner, and all of that together.

What is read must be what the server knows. Fails below the shares in CONDITIONS, and where a code is left out."""
import json
import math
import os
import re
import subprocess
import sys
import tempfile

# name, width and height in px, width and height in mm
DISPLAYS = [
    ("5 in", 800, 480, 108, 65),
    ("5 in standing", 480, 800, 65, 108),
    ("7 in", 1024, 600, 154, 90),
    ("10 in", 1280, 800, 217, 136),
    ("10 in standing", 800, 1280, 136, 217),
    ("15.6 in", 1920, 1080, 345, 194),
    ("24 in", 1920, 1080, 531, 299),
    ("24 in standing", 1080, 1920, 299, 531),
    ("32 in", 3840, 2160, 698, 393),
    ("32 in standing", 2160, 3840, 393, 698),
]
THEMES = ["light", "dark", "high-contrast", "fjordby"]
SCREENS = ["attract", "thanks", "handover"]
SEEN_PX_PER_MM = 1920 / (2 * 250 * math.tan(math.radians(35)))
# name, share that must be read
CONDITIONS = [
    ("as it is", 1.0),
    ("as seen", 1.0),
    ("tilted aside", 1.0),
    ("tilted back", 1.0),
    ("blurred", 1.0),
    ("glare", 0.9),
    ("all together", 0.9),
]
FORM = """settings: {form_id: samling, form_title: {nb: Samling i dag}, version: 1, default_language: nb}
languages: {nb: Norsk, en: English, uk: Українська, ar: {name: العربية, direction: rtl}}
kiosk:
  thanks: {show: 60}
  privacy: {mode: linked}
  followup: {form: etterpaa, link: token}
survey:
  - {type: select_one janei, name: bra, label: {nb: "Var det bra?", en: "Was it good?", uk: "Було добре?", ar: "هل كان جيدا؟"}}
choices:
  janei: [{name: ja, label: {nb: Ja}}, {name: nei, label: {nb: Nei}}]
"""
BASE = "https://svar.fjordby.kommune.no"
EXPECTED = {
    "attract": re.escape(f"{BASE}/f/samling?r=2026-2&e=Samling&p=Lillehammer"),
    "thanks": re.escape(BASE) + "/t/[0-9A-HJKMNP-TV-Z]{32}[?]l=nb",
    "handover": re.escape(BASE) + "/c/[0-9A-HJKMNP-TV-Z]{16}",
}
ON = 'tap "Fortsett på mobilen"\n'
# Where there is room for a button of its own, else in the menu, which a low display has to be scrolled for.
WAYS = [ON + ON] + ['tap "Valg"\n' + times * 'tap "Mer nedenfor"\n' + ON + ON for times in range(9)]
SCRIPT = """describe
shot {attract}
tap "Start"
tap "Ja"
tap "Send inn"
describe
shot {thanks}
tap "Ferdig"
wait 10s
tap "Start"
{way}expect "Skann koden med mobilen din"
describe
shot {handover}
"""
LATER = FORM.replace("form_id: samling", "form_id: etterpaa").replace("  followup: {form: etterpaa, link: token}\n", "")


def run(*command, script=None):
    done = subprocess.run(command, input=script, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


class Venue:
    """A folder with forms and a database, a server on it, and kiosks that come and go."""

    def __init__(self, kiosk, kioskctl, folder):
        self.kiosk, self.folder, self.db = kiosk, folder, f"{folder}/svar.db"
        for name, text in (("samling", FORM), ("etterpaa", LATER)):
            with open(f"{folder}/{name}.yaml", "w", encoding="utf-8") as file:
                file.write(text)
        self.server = subprocess.Popen(
            [kioskctl, "serve", "--db", self.db, "--form", f"{folder}/samling.yaml", "--form", f"{folder}/etterpaa.yaml",
             "--listen", "127.0.0.1:0", "--base-url", BASE],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        if not self.server.stdout.readline():
            sys.exit("no server")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.terminate()
        self.server.communicate()

    def look(self, theme, display):
        """Of each screen: its shot, and where the code is on it, or None."""
        name, width, height, width_mm, height_mm = display
        config = f"{self.folder}/kiosk.yaml"
        with open(config, "w", encoding="utf-8") as file:
            file.write(f"forms: {self.folder}/samling.yaml\ntheme: {theme}\nround: 2026-2\nevent: Samling\nplace: Lillehammer\n")
        shots = {screen: f"{self.folder}/{screen}.png" for screen in SCREENS}
        command = [self.kiosk, "--config", config, "--db", self.db, "--size", f"{width}x{height}",
                   "--display-mm", f"{width_mm}x{height_mm}", "--play", "-"]
        for way in WAYS:
            script = SCRIPT.format(**shots, way=way)
            done = subprocess.run(command, input=script, capture_output=True, text=True, check=False)
            if done.returncode == 0:
                return {screen: (shots[screen], rect) for screen, rect in codes_in(done.stdout).items()}
        sys.exit(f"{name}: {done.stdout[-3000:]}{done.stderr}")


def codes_in(described):
    rects, screen = dict.fromkeys(SCREENS), None
    for line in described.splitlines():
        node = json.loads(line)
        screen = node.get("screen", screen)
        if node.get("id") == "qr" and screen in rects:
            rects[screen] = node["rect"]
    return rects


def perspective(width, height, degrees, axis, distance):
    """ImageMagick's control points of a picture seen tilted, from a distance in its own widths."""
    points, turn, far = [], math.radians(degrees), distance * width
    for x, y in ((0, 0), (width, 0), (width, height), (0, height)):
        u, v = x - width / 2, y - height / 2
        if axis == "aside":
            depth, u = far + u * math.sin(turn), u * math.cos(turn)
        else:
            depth, v = far + v * math.sin(turn), v * math.cos(turn)
        points.append(f"{x},{y} {width / 2 + u * far / depth:.2f},{height / 2 + v * far / depth:.2f}")
    return "  ".join(points)


def photo(shot, rect, display, out):
    """The code and what is around it, as large as the camera sees it; returns its sides."""
    _, width, _, width_mm, height_mm = display
    away = min(max(min(width_mm, height_mm) / 175, 1), 1.8)  # as the kiosk's sizes grow, so does the distance
    by = SEEN_PX_PER_MM / away / (width / width_mm)
    x, y, w, h = rect
    margin = w // 6
    run("convert", shot, "-crop", f"{w + 2 * margin}x{h + 2 * margin}+{max(x - margin, 0)}+{max(y - margin, 0)}", "+repage",
        "-filter", "box", "-resize", f"{100 * by:.2f}%", out)
    sides = run("identify", "-format", "%w %h", out).split()
    return int(sides[0]), int(sides[1])


def spoil(condition, source, sides, out):
    width, height = sides
    tilt = {"tilted aside": "aside", "tilted back": "back", "all together": "aside"}.get(condition)
    command = ["convert", source, "-background", "gray50", "-virtual-pixel", "background"]
    if condition in ("glare", "all together"):  # a lamp on the upper end side corner: white in the middle, and fading
        command += ["(", "-size", f"{width * 3 // 5}x{height * 3 // 5}", "radial-gradient:white-black", ")",
                    "-gravity", "northeast", "-geometry", f"-{width // 20}-{height // 20}", "-compose", "screen", "-composite"]
    if tilt:
        command += ["-distort", "Perspective", perspective(width, height, 30, tilt, 3)]
    if condition in ("blurred", "all together"):
        command += ["-gaussian-blur", "0x1.3" if condition == "blurred" else "0x0.8"]
    run(*command, out)


def read(picture):
    done = subprocess.run(["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", picture],
                          capture_output=True, text=True, check=False)
    return done.stdout.strip()


def is_right(screen, text):
    return re.fullmatch(EXPECTED[screen], text) is not None


def main():
    kiosk, kioskctl, every = sys.argv[1], sys.argv[2], "--all" in sys.argv[3:]
    os.environ.update(SDL_VIDEODRIVER="dummy", LC_ALL="C.UTF-8", TZ="Europe/Oslo")
    os.environ.setdefault("LSAN_OPTIONS", f"suppressions={os.getcwd()}/tests/lsan.supp:print_suppressions=0")
    tally = {(screen, condition): [0, 0] for screen in SCREENS for condition, _ in CONDITIONS}
    misses, wrong = [], False
    with tempfile.TemporaryDirectory() as folder:
        with Venue(kiosk, kioskctl, folder) as venue:
            seen, spoilt = f"{folder}/seen.png", f"{folder}/spoilt.png"
            for i, display in enumerate(DISPLAYS):
                for theme in THEMES if every else [THEMES[i % len(THEMES)]]:
                    for screen, (shot, rect) in venue.look(theme, display).items():
                        where = f"{screen}, {display[0]}, {theme}"
                        if rect is None:
                            wrong = True
                            misses.append(f"{where}: there is no code")
                            continue
                        sides = photo(shot, rect, display, seen)
                        for condition, _ in CONDITIONS:
                            picture = {"as it is": shot, "as seen": seen}.get(condition, spoilt)
                            if picture == spoilt:
                                spoil(condition, seen, sides, spoilt)
                            right = is_right(screen, read(picture))
                            tally[screen, condition][0] += right
                            tally[screen, condition][1] += 1
                            if not right:
                                misses.append(f"{where}: {condition}: not read")
    print(f"{'':14}" + "".join(f"{screen:>14}" for screen in SCREENS) + f"{'at least':>12}")
    for condition, least in CONDITIONS:
        shares = [tally[screen, condition] for screen in SCREENS]
        wrong |= any(right < least * all_ for right, all_ in shares)
        print(f"{condition:14}" + "".join(f"{right:>8}/{all_:<5}" for right, all_ in shares) + f"{100 * least:>10.0f} %")
    print("\n".join(misses))
    sys.exit(1 if wrong else 0)


main()
