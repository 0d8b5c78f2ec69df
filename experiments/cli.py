"""The command line: `dpi-city`.

What people read goes to stderr, what programs read (`--json`) to stdout. Exit codes: 0 done,
2 bad input, 3 some runs failed, 130 stopped by the user.
"""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from sim.errors import DPICityError, ResultsError, nearest

app = typer.Typer(
    name="dpi-city", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
    help="How does a city adopt digital public infrastructure? Try plans on a simulated one.",
)  # fmt: skip

Json = Annotated[bool, typer.Option("--json", help="Write the result as JSON to stdout.")]
Seeds = Annotated[int, typer.Option(help="In how many simulated cities; more give narrower ranges.")]
First = Annotated[int, typer.Option(help="The first seed; the others follow.")]
Residents = Annotated[int | None, typer.Option(help="How many residents to simulate in each city.")]
Months = Annotated[int | None, typer.Option(help="How many months, instead of what the file says.")]
Given = Annotated[
    list[str] | None, typer.Option("--set", help="A parameter, such as payments.fee=0; repeatable.")
]
Workers = Annotated[int | None, typer.Option(help="Processes; as many as pay off, if not given.")]
Outcome = Annotated[str, typer.Option(help="The indicator that the sentences are about.")]
Out = Annotated[Path | None, typer.Option(help="The results folder.")]


@app.command()
def run(
    scenario: Annotated[str, typer.Argument(help="The name of a scenario, or the path of its file.")],
    seeds: Seeds = 3, first_seed: First = 1, out: Out = None, residents: Residents = None,
    months: Months = None, given: Given = None, workers: Workers = None, as_json: Json = False,
) -> None:  # fmt: skip
    """Run a scenario and save what came of it."""
    from experiments import commands
    from experiments.inputs import command_line, plan_of, seeds_of

    chosen = seeds_of(seeds, first_seed)
    plan = plan_of(scenario, residents=residents, months=months, given=given or ())
    folder = out or Path("results") / plan.name
    command = command_line("run", [scenario], seeds=seeds, first_seed=_if(first_seed != 1, first_seed),
                           residents=residents, months=months, set=given)  # fmt: skip
    raise typer.Exit(commands.run(plan, chosen, folder, command, workers=workers, as_json=as_json))


@app.command()
def compare(
    scenarios: Annotated[list[str], typer.Argument(help="Two scenarios or more; names or paths.")],
    seeds: Seeds = 10, first_seed: First = 1,
    against: Annotated[str | None, typer.Option(help="The plan to measure from; the first if not given.")] = None,
    outcome: Outcome = "payments",
    html: Annotated[Path | None, typer.Option(help="The page to write; in the results folder if not given.")] = None,
    out: Out = None, residents: Residents = None, months: Months = None, given: Given = None,
    workers: Workers = None, as_json: Json = False,
) -> None:  # fmt: skip
    """Compare plans in the same simulated cities: who gains, who is left out, what it costs."""
    from experiments import commands
    from experiments.inputs import command_line, plans_of, seeds_of

    if len(scenarios) < 2:
        raise DPICityError(
            "compare needs two scenarios or more, such as: dpi-city compare baseline my_plan.yaml"
        )
    chosen = seeds_of(seeds, first_seed)
    _outcome(outcome)
    plans = plans_of(scenarios, residents=residents, months=months, given=given or ())
    reference = _reference(against, [plan.name for plan in plans])
    folder = out or Path("results") / "-vs-".join(Path(plan.name).stem for plan in plans)
    page = html or folder.with_name(f"{folder.name}.html")
    command = command_line(
        "compare", scenarios, seeds=seeds, first_seed=_if(first_seed != 1, first_seed), against=against,
        outcome=_if(outcome != "payments", outcome), residents=residents, months=months, set=given,
    )  # fmt: skip
    code = commands.compare(plans, chosen, folder, page, command, against=reference, outcome=outcome,
                            workers=workers, as_json=as_json)  # fmt: skip
    raise typer.Exit(code)


@app.command()
def explain(
    scenarios: Annotated[list[str], typer.Argument(help="One plan or more; with --apart, the base and the plan.")],
    resident: Annotated[int | None, typer.Option(help="Follow this resident (a number from 0).")] = None,
    business: Annotated[int | None, typer.Option(help="Follow this business (a number from 0).")] = None,
    agency: Annotated[int | None, typer.Option(help="Follow this agency (a number from 0).")] = None,
    apart: Annotated[bool, typer.Option("--apart", help="Take the plan's effect apart by intervention.")] = False,
    seeds: Seeds = 4, first_seed: First = 1, outcome: Outcome = "payments", residents: Residents = None,
    months: Months = None, given: Given = None, workers: Workers = None, as_json: Json = False,
) -> None:  # fmt: skip
    """Say why: one life under each plan, or what each intervention of a plan brings."""
    from experiments import explain as telling
    from experiments.inputs import plans_of, seeds_of

    plans = plans_of(scenarios, residents=residents, months=months, given=given or ())
    if not apart:
        code = telling.tell_lives(
            plans, first_seed, resident=resident, business=business, agency=agency, as_json=as_json
        )
        raise typer.Exit(code)
    if len(plans) != 2:
        raise DPICityError("explain --apart needs a base and a plan, such as: "
                           "dpi-city explain --apart baseline connect-first")  # fmt: skip
    _outcome(outcome)
    code = telling.tell_parts(*plans, seeds_of(seeds, first_seed), outcome, workers=workers, as_json=as_json)
    raise typer.Exit(code)


@app.command()
def check(
    scenarios: Annotated[list[str], typer.Argument(help="Names or paths of scenarios.")],
    as_json: Json = False,
) -> None:
    """Say everything that is wrong with scenario files."""
    from sim.scenario import check_file

    problems = {name: check_file(name) for name in scenarios}
    if as_json:
        _say({name: [str(problem) for problem in found] for name, found in problems.items()})
    for name, found in problems.items():
        for problem in found or ():
            _tell(str(problem))
        if not found:
            _tell(f"{name}: nothing is wrong with it.")
    raise typer.Exit(2 if any(problems.values()) else 0)


@app.command()
def new(
    file: Annotated[Path, typer.Argument(help="The file to write, such as my_plan.yaml.")],
    base: Annotated[str, typer.Option("--from", help="The scenario to build on.")] = "baseline",
    policy: Annotated[list[str] | None, typer.Option(help="A policy to switch on; repeatable.")] = None,
) -> None:
    """Write a scenario file to start from, with everything that can be set in comments."""
    from experiments.atomic import write_text
    from sim.scenario import new_file

    target = file if file.suffix in (".yaml", ".yml") else file.with_name(f"{file.name}.yaml")
    if target.exists():
        raise ResultsError(f"{target}: this file is already there. Give another name, or delete it first.")
    write_text(target, new_file(target.name, base, policies=policy or ()))
    _tell(f"{target} is written. Try: dpi-city compare {base} {target}")


@app.command()
def schema() -> None:
    """Print the JSON Schema of scenario files, for completion in an editor."""
    from sim.scenario import json_schema

    _say(json_schema(), indent=1)


@app.command()
def describe(
    assumptions: Annotated[
        bool, typer.Option("--assumptions", help="Only the table of assumptions.")
    ] = False,
    out: Annotated[
        Path | None, typer.Option(help="Write ODD.md and ASSUMPTIONS.md into this folder.")
    ] = None,
) -> None:
    """Print the description of the model (ODD) or its assumptions, or write both to a folder."""
    from experiments.atomic import spoken
    from sim import describe as model

    if out is not None:
        with spoken(out):
            for path in model.write_docs(out):
                _tell(f"{path} is written.")
        return
    sys.stdout.write((model.assumptions() if assumptions else model.odd()).rstrip() + "\n")


@app.command()
def doctor(as_json: Json = False) -> None:
    """Try whether everything works on this computer."""
    from experiments.doctor import examine

    checks = examine()
    if as_json:
        _say({c.name: {"ok": c.ok, "found": c.found} for c in checks})
    for c in checks:
        _tell(f"{'ok     ' if c.ok else 'PROBLEM'} {c.name}: {c.found}")
    raise typer.Exit(0 if all(c.ok for c in checks) else 3)


def _outcome(name: str) -> None:
    """Refuse an outcome that is not a share of adults."""
    from sim.registry import registry

    usable = [n for n, known in registry().indicators.items() if known.unit == "share of adults"]
    if name not in usable:
        raise DPICityError(
            f"--outcome {name}: this takes an indicator that counts adults; {nearest(name, usable)}"
        )


def _reference(against: str | None, names: list[str]) -> str | None:
    """The plan that --against means: a name, or the path of a file."""
    if against is None or against in names:
        return against
    stem = Path(against).stem
    if stem not in names:
        raise DPICityError(f"--against {against}: this is not one of the plans; {nearest(against, names)}")
    return stem


def _if(wanted: bool, value: Any) -> Any:
    return value if wanted else None


def _tell(text: str) -> None:
    sys.stderr.write(text + "\n")


def _say(data: Any, indent: int | None = None) -> None:
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=indent) + "\n")


def _add_dashboard() -> None:
    """The page stands above the command line, so its command is found by name and not imported."""
    command = importlib.import_module("dashboards.cli").dashboard
    if all(known.callback is not command for known in app.registered_commands):
        app.command()(command)


def main(arguments: list[str] | None = None) -> None:
    """Entry point: run the command and leave with its exit code, errors as one clear sentence."""
    _add_dashboard()
    try:
        app(arguments)
    except DPICityError as error:
        _tell(str(error))
        raise SystemExit(2) from None
    except KeyboardInterrupt:
        _tell("Stopped.")
        raise SystemExit(130) from None


if __name__ == "__main__":
    main()
