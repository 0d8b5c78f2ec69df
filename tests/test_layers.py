"""The house: every module imports only from the floors below its own, and importing does no work."""

from __future__ import annotations

import ast
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

FLOORS: tuple[tuple[str, ...], ...] = (
    ("sim", "sim.cells", "sim.errors", "sim.known_luck", "sim.source", "sim.spreadsheet"),
    ("sim.kernels", "sim.params", "sim.tables"),
    ("sim.draws",),
    ("sim.rules",),
    ("sim.choice", "sim.city.columns", "sim.recorder"),
    ("sim.offers", "sim.payment_choice", "sim.service_choice", "sim.urban_service"),
    ("sim.city*", "sim.mechanisms*", "sim.policies*", "sim.services*", "sim.shocks*", "sim.indicators*"),
    ("sim.registry",),
    ("sim.scenario*",),
    ("sim.pipeline",),
    ("sim.agents*", "sim.mesa_model"),
    ("sim.model",),
    ("sim.describe*",),
    ("experiments*",),
    ("dashboards*",),
)
"""From the ground up; a module may import from any lower floor. First match wins."""

TEAMS = (
    ("sim.city*",),
    ("sim.scenario*",),
    ("sim.agents*", "sim.mesa_model"),
    ("sim.describe*",),
    ("experiments*",),
    ("dashboards*",),
)
"""Modules of one floor that form one part of the house and may import each other, without circles."""

RULE_FOLDERS = ("mechanisms", "policies", "services", "shocks", "indicators")
NOT_IN_SIM = (
    "pandas", "matplotlib", "pyarrow", "duckdb", "jinja2", "typer", "rich", "solara", "experiments", "dashboards",
)  # fmt: skip

WORK = {"open", "print", "exec", "eval", "input", "registry", "load_scenario", "synthesise", "DPICity"}
WORK_METHODS = {
    "read_text", "read_bytes", "write_text", "write_bytes", "open", "glob", "rglob", "iterdir", "mkdir", "run",
    "run_model", "start", "system", "seed",
}  # fmt: skip
DECLARATIONS = (
    ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign,
    ast.TypeAlias,
)  # fmt: skip


def module_name(path: Path) -> str:
    """`sim/city/columns.py` as `sim.city.columns`."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


FILES = sorted(p for folder in ("sim", "experiments", "dashboards") for p in (ROOT / folder).rglob("*.py"))
TREES = {module_name(path): ast.parse(path.read_text("utf-8")) for path in FILES}
each_module = pytest.mark.parametrize("module", sorted(TREES))


def floor(module: str) -> int:
    """The floor on which a module lives; −1 when nobody has said."""
    exact = [k for k, names in enumerate(FLOORS) if module in names]
    found = exact or [k for k, names in enumerate(FLOORS) if any(fnmatch(module, n) for n in names)]
    return found[0] if found else -1


def same_team(module: str, other: str) -> bool:
    """Whether two modules of one floor form one part of the house."""
    teams = [
        {k for k, names in enumerate(TEAMS) if any(fnmatch(m, n) for n in names)} for m in (module, other)
    ]
    return floor(module) == floor(other) and bool(teams[0] & teams[1])


def only_for_types(tree: ast.Module) -> set[ast.AST]:
    """Everything under `if TYPE_CHECKING:`, which never runs."""
    blocks = [n for n in ast.walk(tree) if isinstance(n, ast.If) and "TYPE_CHECKING" in ast.unparse(n.test)]
    return {inner for block in blocks for inner in ast.walk(block)}


def imports(module: str) -> set[str]:
    """Full names of the modules that a module imports, inside functions too."""
    tree = TREES[module]
    found: set[str] = set()
    for node in set(ast.walk(tree)) - only_for_types(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: write the full name, not a relative import"
            base = node.module or ""
            inner = {f"{base}.{alias.name}" for alias in node.names} & TREES.keys()
            found |= inner or {base}
    return found


def ours(module: str) -> set[str]:
    """The imports that are modules of this repository."""
    return {
        name for name in imports(module) if name.partition(".")[0] in ("sim", "experiments", "dashboards")
    }


@each_module
def test_every_module_has_a_floor(module: str) -> None:
    assert floor(module) >= 0, f"give {module} a place in FLOORS and in docs/ARCHITECTURE.md"


@each_module
def test_imports_point_down(module: str) -> None:
    for name in ours(module):
        assert floor(name) < floor(module) or same_team(module, name), (
            f"{module} imports {name}, which is not below it"
        )


@each_module
def test_rules_do_not_import_rules(module: str) -> None:
    folders = tuple(f"sim.{folder}." for folder in RULE_FOLDERS)
    if module.startswith(folders):
        met = {name for name in imports(module) if name.startswith(folders)}
        assert not met, f"{module} and {met} should talk through columns"


@each_module
def test_the_model_knows_nothing_of_files_plots_and_pages(module: str) -> None:
    if module.split(".")[0] == "sim":
        met = {name for name in imports(module) if name.partition(".")[0] in NOT_IN_SIM}
        assert not met, f"{module} imports {met}"


@each_module
def test_importing_a_module_does_no_work(module: str) -> None:
    for node in TREES[module].body:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        if isinstance(node, ast.If) and (
            "TYPE_CHECKING" in ast.unparse(node) or "__main__" in ast.unparse(node)
        ):
            continue
        if module.endswith("__main__"):
            continue
        assert isinstance(node, DECLARATIONS), f"{module}:{node.lineno}: {ast.unparse(node)[:60]}"
        if isinstance(node, (ast.Assign, ast.AnnAssign)):
            done = sorted(work(node))
            assert not done, f"{module}:{node.lineno} calls {', '.join(done)} when imported"


def work(node: ast.AST) -> set[str]:
    """Names of calls that do work rather than declare; what stands in a lambda runs later."""
    later = {inner for part in ast.walk(node) if isinstance(part, ast.Lambda) for inner in ast.walk(part)}
    calls = [part.func for part in ast.walk(node) if isinstance(part, ast.Call) and part not in later]
    names = {f.id for f in calls if isinstance(f, ast.Name)} & WORK
    return names | ({f.attr for f in calls if isinstance(f, ast.Attribute)} & WORK_METHODS)


def test_no_modules_import_each_other_in_a_circle() -> None:
    done: set[str] = set()

    def visit(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, f"a circle: {' -> '.join((*path, module))}"
        if module not in done:
            for name in sorted(ours(module) & TREES.keys() - {module}):
                visit(name, (*path, module))
            done.add(module)

    for module in sorted(TREES):
        visit(module, ())


def test_the_drawing_of_the_house_shows_the_same_floors() -> None:
    text = (ROOT / "docs" / "ARCHITECTURE.md").read_text("utf-8")
    drawing = text.partition("```floors\n")[2].partition("```")[0]
    drawn = [tuple(word.strip() for word in line.split("·")) for line in drawing.strip().splitlines()]
    assert drawn == [tuple(name.rstrip("*") for name in names) for names in reversed(FLOORS)]
