"""The machine: two processors, the programs that are needed, processes and what they cost."""
import os
import pathlib
import resource
import shutil
import socket
import subprocess
import sys
import time

import paper

BUILT = paper.ROOT / "build/bench"
HERE = pathlib.Path(__file__).resolve().parent
TICKS = os.sysconf("SC_CLK_TCK")
DESCRIPTORS = 100_000


def say(text):
    print(text, file=sys.stderr, flush=True)


def processors():
    """The server's, the asking side's, and one for whatever else goes on: the asking side's again where there are only two."""
    found = sorted(os.sched_getaffinity(0))
    if len(found) < 2:
        sys.exit("two processors are needed: one for the server, one for those who ask")
    return found[0], found[1], found[2] if len(found) > 2 else found[1]


ALL_CPUS = len(os.sched_getaffinity(0))
SERVER_CPU, LOAD_CPU, OTHER_CPU = processors()
os.sched_setaffinity(0, {OTHER_CPU})  # what this program itself does must not cost the server


def pinned(cpu, *command):
    return ["taskset", "-c", str(cpu), *map(str, command)]


def beside(*command):
    """For what disturbs a server, but should not take the processor from those who ask it."""
    return ["nice", "-n", "19", *pinned(OTHER_CPU, *command)]


def allow_descriptors():
    """As many as the machine gives: only root may go above the limit that was set for it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < DESCRIPTORS:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (DESCRIPTORS, max(DESCRIPTORS, hard)))
        except (ValueError, PermissionError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (min(DESCRIPTORS, hard), hard))
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]


def tool(name):
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin:/sbin")


def install(*packages):
    """Debian packages whose program of the same name is missing. A service that comes with one is stopped and not started again."""
    missing = [package for package, program in packages if not tool(program)]
    if not missing:
        return
    say(f"Installing from Debian: {' '.join(missing)}")
    root = [] if os.geteuid() == 0 else ["sudo"]
    if root and not tool("sudo"):
        sys.exit(f"missing packages need root: run as root or install sudo (wanted: {' '.join(missing)})")
    command = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-y"]
    subprocess.run([*command, "update"], check=True)
    subprocess.run([*command, "install", "--no-install-recommends", *missing], check=True, stdout=subprocess.DEVNULL)
    if tool("systemctl") and os.path.isdir("/run/systemd/system"):
        for package in {"nginx", "varnish"} & set(missing):
            subprocess.run([*root, "systemctl", "disable", "--now", package], check=False, capture_output=True)


def build(name):
    """bench/NAME.cpp, compiled if it is newer than its program."""
    source, program = HERE / f"{name}.cpp", BUILT / name
    BUILT.mkdir(parents=True, exist_ok=True)
    if not program.exists() or program.stat().st_mtime < source.stat().st_mtime:
        subprocess.run(["g++", "-std=c++20", "-O2", "-Wall", "-Wextra", "-o", program, source], check=True)
    return program


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def wait_for(port, process):
    for _ in range(600):
        if process.poll() is not None:
            sys.exit(f"{process.args[3]} ended at once")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    sys.exit(f"nothing listens on port {port}")


def cpu_seconds(pid):
    """User and system time of a process with all its threads so far."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def parent(pid):
    try:
        return int(pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return None  # it has ended meanwhile


def newest_child(pid):
    """The worker of a server that has one."""
    for _ in range(100):
        children = [int(one.name) for one in pathlib.Path("/proc").glob("[0-9]*") if parent(one.name) == pid]
        if children:
            return max(children)
        time.sleep(0.05)
    sys.exit(f"process {pid} has no worker")


def stop(process):
    process.terminate()
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


BUSY = 0.5  # load above which the figures are others' too


def described():
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "unknown")
    return f"{ALL_CPUS} × {model}, Linux {os.uname().release}, load {os.getloadavg()[0]:.2f} at the start"


def warn_if_busy():
    if os.getloadavg()[0] > BUSY:
        print(f"Others are at work on this machine (load {os.getloadavg()[0]:.2f}): do not trust what follows.", flush=True)
