"""Can the dog rules be trusted? Three questions, each with its truth known.

(a) Simulated walks with correlated noise through the real rules: precision, recall and delay beside the naive rule
(any fix inside the polygon), and how often the probabilities told were right. A stay must be found when the dog was
deeper than one stated accuracy for 30 s or more and three fixes were sent meanwhile; stays nearer to the edge are
reported apart. An alarm is false when the dog was not inside, or only crossed in less than 15 s.
(b) Real receivers standing still before zones 10, 20 and 40 m away (`--receivers FOLDER`; skipped where it is not).
(c) Fixes judged a second and core, with zones and hours, state kept, over `--tags` tags and `--zones` zones.

`python -m benchmarks.alarms [--seed 1] [--sigma 3:8] [--stated-factor 1] [--sampling 10]`: a number, or a range from
which each walk draws its own. `sigma` is the standard deviation an axis in metres; what is stated is 1.51 sigma (68 %)
times the factor. `--noise gauss-markov,white,drift,multipath,heavy`, `--tau` correlation time in s, `--only walks`.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from benchmarks import _evaluation, _receivers
from benchmarks._judged import by_kind, figures, judge, reliability
from benchmarks._noise import R68, Model, Noise

PARTS = ("walks", "receivers", "speed")
KEYS = ("precision", "recall", "naive_precision", "naive_recall", "delay_median_s", "delay_p95_s")


def _range(text: str) -> tuple[float, float]:
    low, _, high = text.partition(":")
    found = (float(low), float(high or low))
    if not 0 < found[0] <= found[1]:
        raise argparse.ArgumentTypeError(f"{text!r}: a number over 0, or two as 3:8")
    return found


def _models(text: str) -> tuple[Model, ...]:
    return tuple(map(Model, text.split(",")))


def arguments() -> argparse.Namespace:
    """What is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--walks", type=int, default=4000)
    for name, usual in (("sigma", "3:8"), ("stated-factor", "1"), ("sampling", "10"), ("tau", "10:40")):
        parser.add_argument(f"--{name}", type=_range, default=usual)
    parser.add_argument("--noise", type=_models, default="gauss-markov", help=", ".join(Model))
    parser.add_argument("--outliers", type=float, default=0.01, help="share of fixes off by 5 sigma more")
    parser.add_argument("--gaps", type=float, default=3.0, help="an hour, of 20-90 s")
    parser.add_argument("--linger", type=float, default=0.1, help="share of the passing walks that stand about there")
    parser.add_argument(
        "--states-sigma", action="store_true", help="what is stated is sigma times the factor, not 1.51"
    )
    parser.add_argument("--receivers", type=Path, help="a folder of logs of receivers standing still")
    parser.add_argument("--tags", type=int, default=1_000_000)
    parser.add_argument("--zones", type=int, default=2000)
    parser.add_argument("--only", choices=PARTS, action="append")
    return parser.parse_args()


def walked(asked: argparse.Namespace) -> dict[str, Any]:
    """Part (a)."""
    noise = Noise(
        asked.sigma,
        asked.stated_factor,
        asked.sampling,
        asked.tau,
        asked.noise,
        asked.outliers,
        asked.gaps,
        1.0 if asked.states_sigma else R68,
    )
    seen = judge(asked.seed, asked.walks, noise, asked.linger)
    return {**figures(seen), "apart": by_kind(seen), "reliability": reliability(seen)}


def main() -> None:
    """Measure and print."""
    asked = arguments()
    parts = asked.only or PARTS
    found: dict[str, Any] = dict.fromkeys(KEYS)
    if "walks" in parts:
        found |= walked(asked)
        for row in found["reliability"]:
            print("said {said:.3f} ({from}-{to}): {alarms} alarms, true {true:.3f}".format(**row))
    if "receivers" in parts:
        told = {"skipped": "no --receivers"}
        found["receivers"] = told if asked.receivers is None else _receivers.measure(asked.receivers)
    if "speed" in parts:
        found["speed"] = _evaluation.measure(asked.seed, asked.tags, asked.zones)
    print(json.dumps({"benchmark": "alarms", "seed": asked.seed, **found}))


if __name__ == "__main__":
    main()
