"""The house keeps its layers: a module imports only what stands to its left, and each effect has one door."""

import ast
from pathlib import Path

HOUSE = Path(__file__).parents[1] / "linkaudit"

# Left to right; names in one row may import each other. A folder stands for all its modules unless one of them is named.
ROWS = [
    {"errors", "model"},
    {"entities", "likeness", "plain", "settings", "urls"},
    {"documents", "claims"},
    {"citations"},
    {"checks", "evidence", "snapshots"},
    {"sources", "statements", "weigh"},
    {"reports"},
    {"embeddings", "files", "judging", "kept", "memory", "parcels", "sandbox", "web"},
    {"checks.ahead", "checks.crawler", "checks.idle", "checks.robots", "checks.sinks", "snapshots.lanes", "snapshots.resolve"},
    {"looking", "pile", "reading", "shelf"},
    {"fetching", "outage", "recall", "stopping"},
    {"auditing", "save", "underway", "warc"},
    {"cli", "flags", "telling"},
]
EFFECTS = {
    "httpx",
    "httpcore",
    "trio",
    "os",
    "pathlib",
    "sqlite3",
    "socket",
    "ssl",
    "subprocess",
    "time",
    "multiprocessing",
    "shutil",
}
DOORS = {
    "httpx": {"web"},
    "httpcore": {"web"},
    "socket": {"web"},
    "ssl": {"web"},
    "sqlite3": {"memory"},
    "subprocess": {"sandbox"},
    "multiprocessing": {"sandbox"},
    "pathlib": {"files", "flags"},
    "time": {"web"},
}
FIRST_SHELL_ROW = 7


def rooms() -> dict[str, ast.Module]:
    """Every module by its dotted name below `linkaudit`, parsed."""
    found = {}
    for path in sorted(HOUSE.rglob("*.py")):
        name = ".".join(path.relative_to(HOUSE).with_suffix("").parts).removesuffix(".__init__")
        if name not in ("__init__", "__main__"):
            found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def row(room: str) -> int:
    """The layer a room stands in: its own if it is named, else its folder's."""
    for name in (room, room.split(".", maxsplit=1)[0]):
        for number, names in enumerate(ROWS):
            if name in names:
                return number
    raise AssertionError(f"{room} has no place in the house: give it one in ROWS")


def imports(tree: ast.Module) -> set[str]:
    """Every module that the code imports, wherever the import stands."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_imports_point_left() -> None:
    """No module imports one that stands to its right."""
    names = rooms()
    wrong = []
    for room, tree in names.items():
        for target in imports(tree):
            inner = target.removeprefix("linkaudit.")
            if inner != target and inner in names and row(inner) > row(room):
                wrong.append(f"{room} imports {inner}")
    assert wrong == []


def test_effects_have_doors() -> None:
    """The pure rows import no network, clock, disk or process, and each effect is imported by its own door alone."""
    wrong = []
    for room, tree in rooms().items():
        top = room.split(".", maxsplit=1)[0]
        for target in {name.split(".", maxsplit=1)[0] for name in imports(tree)} & EFFECTS:
            if row(room) < FIRST_SHELL_ROW or top not in DOORS.get(target, {top}):
                wrong.append(f"{room} imports {target}")
    assert wrong == []
