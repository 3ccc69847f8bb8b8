"""The cohort model a second time, written from its specification alone and as plainly as can be.

One person at a time, one state at a time, with `if` where the specification says "if": nothing is shared,
cached or combined, so that the two can only agree if both are right. Slow on purpose.
"""

import math
from typing import Any

Content = dict[str, Any]
STATES = ("index", "hip1", "hip2", "vert1", "vert2", "other1", "other2", "care")
DRUG = ("off", "on", "residual")
KINDS = ("hip", "vert", "other")
HEALTH = ("life_years", "qalys", "hip", "vert", "other", "bed_days", "care_home_years", "deaths")
SEVERITY = {"index": 0, "other": 1, "vert": 2, "hip": 3}


def risk_ratio(pathway: Content, kind: str, drug: str, t: int) -> float:
    """Of a fracture of a kind, by what is taken."""
    if drug == "off":
        return 1.0
    delay, onset = pathway["delay_months"], pathway["onset_months"]
    there = float(t >= delay) if onset == 0 else min(1.0, max(0.0, (t + 0.5 - delay) / onset))
    full = 1 - (1 - pathway["relative_risk"][kind]) * there
    return full if drug == "on" else 1 - (1 - full) * pathway["residual_share"]


def by_year(values: list[float], year: int) -> float:
    return values[min(year, len(values) - 1)]


def month(case: Content, pathway: Content, row: Content, t: int, before: Content) -> tuple[Content, Content]:
    """Who is where after month t, and what happened in it."""
    age, year, sex = math.floor(row["age"] + t / 12), t // 12, row["sex"]
    after = dict.fromkeys(before, 0.0) | {"dead": before["dead"]}
    events = dict.fromkeys((*KINDS, "deaths"), 0.0)
    more = 1 + case["imminent_excess"] * math.exp(-t / case["imminent_months"])
    raised = case["site_multiplier"][row["site"]] * more
    q = case["tables"]["mortality"][sex][age - 50]
    for (state, drug), people in [(key, n) for key, n in before.items() if key != "dead"]:
        exponent = case["smr"][state][sex] * by_year(pathway["mortality_ratio"], year) / 12
        alive = people * (1 - q) ** exponent
        after["dead"] += people - alive
        events["deaths"] += people - alive
        for state_after, n in fracture(case, pathway, state, drug, t, sex, age, raised, alive, events).items():
            for drug_after, share in medicine(pathway, drug, year).items():
                after[state_after, drug_after] += n * share
    return after, events


def fracture(case, pathway, state, drug, t, sex, age, raised, alive, events):  # noqa: ANN001, PLR0913, PLR0917
    """Where the survivors of one state are after steps 2 and 3; `events` counts their fractures."""
    tables = case["tables"]["fracture"]
    hazard = {k: risk_ratio(pathway, k, drug, t) * tables[k][sex][age - 50] / 12 * raised for k in KINDS}
    total = sum(hazard.values())
    chance = 1 - math.exp(-total)
    if state != "index":
        chance = min(1.0, chance * case["refracture_multiplier"])
    where = dict.fromkeys(STATES, 0.0)
    unmoved = alive
    for kind in KINDS:
        broken = alive * chance * hazard[kind] / total if total > 0 else 0.0
        if state == "care":
            events["hip"] += broken
        else:
            events[kind] += broken
            if SEVERITY[kind] >= SEVERITY[state.rstrip("12")]:
                where[f"{kind}1"] += broken
                unmoved -= broken
    if state in ("hip1", "vert1", "other1"):
        where[state.replace("1", "2")] += unmoved / 12
        to_care = unmoved * case["care_home_monthly"] if state == "hip1" else 0.0
        where["care"] += to_care
        unmoved -= unmoved / 12 + to_care
    where[state] += unmoved
    return where


def medicine(pathway: Content, drug: str, year: int) -> dict[str, float]:
    """Shares of medicine status after the month."""
    months = pathway["residual_months"]
    if drug == "on":
        stop = by_year(pathway["stop_monthly"], year)
        return {"on": 1 - stop, "off" if months == 0 else "residual": stop}
    if drug == "residual" and months:
        return {"residual": 1 - 1 / months, "off": 1 / months}
    return {"off": 1.0}


def run_row(case: Content, row: Content, pathway: Content) -> tuple[Content, Content]:
    """Outputs by year for one person, without what is paid at entry, and that."""
    years = case["horizon_years"]
    out = {name: [0.0] * years for name in (*HEALTH, *case["lines"])}
    now: Content = {(state, drug): 0.0 for state in STATES for drug in DRUG} | {"dead": 0.0}
    now["index", "on" if pathway["treated"] else "off"] = 1.0
    for t in range(12 * years):
        age, y = math.floor(row["age"] + t / 12), t // 12
        if age >= 100:
            break
        after, events = month(case, pathway, row, t, now)
        mean = {s: sum(now[s, d] + after[s, d] for d in DRUG) / 2 for s in STATES}
        on_drug = sum(now[s, "on"] + after[s, "on"] for s in STATES) / 2
        norm = case["tables"]["utility_norm"][row["sex"]][age - 50]
        out["life_years"][y] += sum(mean.values()) / 12
        out["qalys"][y] += sum(norm * case["utility_multiplier"][s] * n for s, n in mean.items()) / 12
        out["care_home_years"][y] += mean["care"] / 12
        out["bed_days"][y] += sum(events[k] * case["bed_days"][k] for k in KINDS)
        for name, n in events.items():
            out[name][y] += n
        for line in case["lines"]:
            out[line][y] += sum(events[k] * x for k, x in case["per_fracture"].get(line, {}).items())
            out[line][y] += sum(mean[s] * x for s, x in case["per_month"].get(line, {}).items())
            out[line][y] += on_drug * pathway["per_month_on_drug"].get(line, 0)
        now = after
    return out, {line: pathway["at_entry"].get(line, 0) for line in case["lines"]}


def run(case: Content) -> Content:
    """The whole result of a case."""
    years, lines = range(case["horizon_years"]), list(case["lines"])
    running, entering = {}, {}
    for name, strategy in case["strategies"].items():
        running[name] = {o: [0.0 for _ in years] for o in (*HEALTH, *lines)}
        entering[name] = dict.fromkeys(lines, 0.0)
        for row in case["cohort"]:
            for pathway, share in strategy[row["site"]].items():
                out, entry = run_row(case, row, case["pathways"][pathway])
                for o, values in out.items():
                    for y in years:
                        running[name][o][y] += row["n"] * share * values[y]
                for line in lines:
                    entering[name][line] += row["n"] * share * entry[line]
    per_year = {name: {o: list(v) for o, v in outputs.items()} for name, outputs in running.items()}
    for name, lines_of in entering.items():
        for line, paid in lines_of.items():
            per_year[name][line][0] += paid
    own = {line: sum(s for h, s in case["lines"][line]["holders"].items() if h != "family") for line in lines}
    nhs = {name: [sum(out[line][y] * own[line] for line in lines) for y in years] for name, out in per_year.items()}
    cost = {name: sum(x * (1 + case["discount_costs"]) ** -y for y, x in enumerate(v)) for name, v in nhs.items()}
    qalys = {
        n: sum(x * (1 + case["discount_qalys"]) ** -y for y, x in enumerate(o["qalys"])) for n, o in per_year.items()
    }
    base, new = case["compare"]
    more_cost, more_qalys = cost[new] - cost[base], qalys[new] - qalys[base]
    is_nothing = abs(more_qalys) <= 1e-9 * max(abs(qalys[base]), abs(qalys[new]))
    net = {line: [per_year[new][line][y] - per_year[base][line][y] for y in years] for line in lines}
    return {
        "per_year": per_year, "cost": cost, "qalys": qalys,
        "incremental_cost": more_cost, "incremental_qalys": more_qalys,
        "icer": None if is_nothing else more_cost / more_qalys,
        "net_monetary_benefit": {str(x): x * more_qalys - more_cost for x in case["thresholds"]},
        "break_even_year": pays_back([n - b for n, b in zip(nhs[new], nhs[base], strict=True)],
                                     1e-9 * max(sum(nhs[base]), sum(nhs[new]))),
        "net_cost": shared_out(case, net),
        "budget_impact": shared_out(case, {line: impact(case, line, running, entering) for line in lines}),
    }  # fmt: skip


def pays_back(net: list[float], rounding: float) -> int | None:
    for year in range(len(net)):
        if sum(net[: year + 1]) <= rounding:
            return year + 1
    return None


def impact(case: Content, line: str, running: Content, entering: Content) -> list[float]:
    """One line's budget impact by calendar year."""
    base, new = case["compare"]
    fixed = [case["fixed_costs"].get(strategy, {}) for strategy in (new, base)]
    is_fixed = any(line in each for each in fixed)
    years = [0.0] * case["horizon_years"]
    for entry in range(case["entry_years"]):
        for calendar in range(entry, case["horizon_years"]):
            amount = running[new][line][calendar - entry] - running[base][line][calendar - entry]
            if calendar == entry and not is_fixed:
                amount += entering[new][line] - entering[base][line]
            years[calendar] += case["ramp"][entry] * amount
    if is_fixed:
        nothing = [0.0] * len(years)
        more, less = (each.get(line, nothing) for each in fixed)
        years = [x + a - b for x, a, b in zip(years, more, less, strict=True)]
    return years


def shared_out(case: Content, by_line: dict[str, list[float]]) -> Content:
    table: Content = {}
    for line, what in case["lines"].items():
        for holder, share in what["holders"].items():
            years = table.setdefault(holder, {}).setdefault(what["release"], [0.0] * case["horizon_years"])
            table[holder][what["release"]] = [x + share * y for x, y in zip(years, by_line[line], strict=True)]
    return table
