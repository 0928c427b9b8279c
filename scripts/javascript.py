"""The JavaScript of the player and the studio, looked over by Biome, which npm installs from its lock in scripts/biome.

Module by module it finds unused imports, imports of files that are not there and circles. Joined into one script, as
pages get them, an export that no module reads is an unused variable, and an import that nobody exports an undeclared
one.
"""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

from environment import ROOT, run

BIOME, AXE = ROOT / "scripts" / "biome", ROOT / "scripts" / "axe"
"""Each with a package-lock.json of npm's."""
PLAYER, STUDIO = ROOT / "audiobook" / "publish" / "player", ROOT / "audiobook" / "studio" / "page"
OURS = (PLAYER / "modules", PLAYER / "worker.js", STUDIO / "modules")
JOINED = ROOT / "build" / "javascript"
"""Scripts in it are named so that Biome takes them for classic ones."""

JOIN = """
import sys
from pathlib import Path
from audiobook.publish.player.script import joined
folder = Path(sys.argv[1])
(folder / "player.cjs").write_bytes(joined("player.js", "library.js"))
(folder / "studio.cjs").write_bytes(joined("studio.js", package="audiobook.studio.page"))
"""


def lint() -> int:
    """0 if nothing is dead or broken. Without npm a person is told that it was skipped, and CI fails."""
    npm = shutil.which("npm")
    if npm is None:
        if os.environ.get("CI") == "true":
            print("npm is not installed: the JavaScript cannot be looked over")
            return 1
        print("skipped: npm is not installed")
        return 0
    JOINED.mkdir(parents=True, exist_ok=True)
    if code := install(BIOME) or run("python", "-c", JOIN, str(JOINED)):
        return code
    biome = [npm, "exec", "--no", "--prefix", str(BIOME), "--", "biome"]
    options = ["lint", "--error-on-warnings", f"--config-path={BIOME / 'rules.json'}"]
    return subprocess.run([*biome, *options, *map(str, OURS), str(JOINED)], cwd=ROOT).returncode


def install(home: Path) -> int:
    """Install what the lock file in `home` lists, unless it is there; nothing where there is no npm."""
    npm = shutil.which("npm")
    if npm is None:
        return 1
    digest = hashlib.sha256((home / "package-lock.json").read_bytes()).hexdigest()
    stamp = home / "node_modules" / ".installed"
    if stamp.is_file() and stamp.read_text() == digest:
        return 0
    code = subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], cwd=home).returncode
    if code:
        print(f"npm could not install what {home.name} needs; the same command tries again")
    else:
        stamp.write_text(digest)
    return code
