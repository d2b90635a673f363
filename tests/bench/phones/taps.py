"""taps.py KIOSK FORM DB SECONDS: how long an answer's tap takes at a kiosk, from the tap until what it led to can be read back: the answer is on
disk then, and the picture drawn. Four taps a second, in a window of SDL's dummy driver; prints p50, p95, p99 and the longest, in milliseconds."""

import os
import subprocess
import sys
import time

kiosk, form, db, seconds = sys.argv[1:5]
process = subprocess.Popen([kiosk, "--form", form, "--db", db, "--play", "-", "--size", "1280x800"], stdin=subprocess.PIPE,
                           stdout=subprocess.PIPE, text=True, env={**os.environ, "SDL_VIDEODRIVER": "dummy"})


def do(command):
    begun = time.monotonic()
    process.stdin.write(f"{command}\ndescribe\n")
    process.stdin.flush()
    for line in process.stdout:
        if line.startswith('{"end"'):
            return (time.monotonic() - begun) * 1000
    sys.exit("the kiosk has ended")


do('tap "Start"')
do('tap "Neste"')
took = []
end = time.monotonic() + float(seconds)
while time.monotonic() < end:
    took.append(do('tap "Helt enig"' if len(took) % 2 else 'tap "Helt uenig"'))
    time.sleep(0.25)
process.stdin.close()
process.wait()
took.sort()
print(f"taps: {len(took)}, p50 {took[len(took) // 2]:.1f}, p95 {took[len(took) * 95 // 100]:.1f}, "
      f"p99 {took[len(took) * 99 // 100]:.1f}, most {took[-1]:.1f} ms")
