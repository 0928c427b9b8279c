"""The player's JavaScript, looked over by Biome, which npm installs from scripts/biome/package-lock.json.

Module by module it finds unused imports, imports of files that are not there and circles. Joined into one script, as
pages get them, an export that no module reads is an unused variable, and an import that nobody exports an undeclared
one.
"""

import hashlib
import os
import shutil
import subprocess

from environment import ROOT, run

HOME = ROOT / "scripts" / "biome"
PLAYER = ROOT / "audiobook" / "publish" / "player"
MODULES, WORKER = PLAYER / "modules", PLAYER / "worker.js"
JOINED = ROOT / "build" / "javascript" / "player.cjs"
"""Named so that Biome takes it for a classic script."""

JOIN = """
import sys
from pathlib import Path
from audiobook.publish.player.script import joined
Path(sys.argv[1]).write_bytes(joined("player.js", "library.js"))
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
    JOINED.parent.mkdir(parents=True, exist_ok=True)
    if code := install(npm) or run("python", "-c", JOIN, str(JOINED)):
        return code
    biome = [npm, "exec", "--no", "--prefix", str(HOME), "--", "biome"]
    options = ["lint", "--error-on-warnings", f"--config-path={HOME / 'rules.json'}"]
    return subprocess.run([*biome, *options, str(MODULES), str(WORKER), str(JOINED)], cwd=ROOT).returncode


def install(npm: str) -> int:
    """Install what the lock file lists, unless it is there."""
    digest = hashlib.sha256((HOME / "package-lock.json").read_bytes()).hexdigest()
    stamp = HOME / "node_modules" / ".installed"
    if stamp.is_file() and stamp.read_text() == digest:
        return 0
    code = subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], cwd=HOME).returncode
    if code:
        print("npm could not install the linter; the same command tries again")
    else:
        stamp.write_text(digest)
    return code
