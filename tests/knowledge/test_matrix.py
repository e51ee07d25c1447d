"""The condition by movement matrix as printed, against the verdicts in the knowledge folders, cell by cell."""

from __future__ import annotations

import copy
import tomllib
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
KNOWLEDGE = HERE.parents[1] / "src" / "backwise" / "knowledge"
VERDICT_OF = {"X": "never", "C": "caution", ".": "ok"}

Table = dict[str, Any]


def read(path: Path) -> Table:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def folders(kind: str, file: str) -> Table:
    return {path.parent.name: read(path) for path in sorted((KNOWLEDGE / kind).glob(f"*/{file}"))}


MATRIX = read(HERE / "matrix.toml")
MOVEMENTS = folders("movements", "movement.toml")
CONDITIONS = folders("conditions", "condition.toml")
CODED = {folder["code"]: name for name, folder in CONDITIONS.items() if folder["code"]}


def codes_of(matrix: Table) -> dict[str, str]:
    """Each code of the data and the printed row that it reads."""
    splits = matrix["splits"]
    return {code: row for row in matrix["rows"] for code in splits.get(row, [row])}


def expected_verdict(matrix: Table, code: str, tag: str) -> str:
    """What the page says for one code and tag, after the corrections."""
    column = matrix["reads"][tag]
    readers = matrix["reads_only_in"].get(tag)
    if readers is not None and code not in readers:
        return "ok"
    corrections = matrix["corrections"].get(code, {})
    printed = matrix["rows"][codes_of(matrix)[code]][column]
    correction = corrections.get(tag) or corrections.get(column) or {"to": printed}
    return VERDICT_OF[correction["to"]]


def compare(matrix: Table, conditions: Table) -> list[str]:
    """Every cell where page and data differ, and every row that only one of them has."""
    by_code = {folder["code"]: folder for folder in conditions.values() if folder["code"]}
    codes = codes_of(matrix)
    found = [f"{code}: no condition has this code" for code in codes if code not in by_code]
    found += [f"{code}: not on the page" for code in by_code if code not in codes]
    for code in codes:
        verdicts = by_code.get(code, {}).get("verdicts", {})
        for tag in matrix["reads"] if code in by_code else ():
            wanted, got = expected_verdict(matrix, code, tag), verdicts.get(tag)
            if got != wanted:
                found.append(f"{code} {tag}: the page says {wanted}, the data say {got}")
    return found


def corrected_cells() -> list[tuple[str, str, Table]]:
    corrections = MATRIX["corrections"]
    return [(code, cell, each) for code, row in corrections.items() for cell, each in row.items()]


def test_every_cell_of_the_matrix_is_the_verdict_in_the_data() -> None:
    assert compare(MATRIX, CONDITIONS) == []


def test_every_row_of_the_page_is_complete() -> None:
    columns = set(MATRIX["columns"])
    assert len(MATRIX["rows"]) == 27
    for code, row in MATRIX["rows"].items():
        assert set(row) == columns, code
        assert set(row.values()) <= set(VERDICT_OF), code


def test_every_column_is_read_by_a_tag_and_every_tag_names_its_column() -> None:
    reads = {tag: each["column"] for tag, each in MOVEMENTS.items() if "column" in each}
    assert reads == MATRIX["reads"]
    assert set(reads.values()) == set(MATRIX["columns"])


def test_a_tag_without_a_column_says_why() -> None:
    for tag, each in MOVEMENTS.items():
        assert "column" in each or each["no_column_because"].strip(), tag


def test_every_tag_with_a_column_has_a_default_caution_form() -> None:
    for tag in MATRIX["reads"]:
        assert MOVEMENTS[tag]["caution"]["kind"] in ("limit", "only", "instead", "never"), tag


@pytest.mark.parametrize("name", CONDITIONS)
def test_every_condition_spells_out_every_tag_with_a_column(name: str) -> None:
    verdicts = CONDITIONS[name]["verdicts"]
    assert set(MATRIX["reads"]) <= set(verdicts) <= set(MOVEMENTS)
    assert set(verdicts.values()) <= set(VERDICT_OF.values())


@pytest.mark.parametrize(("code", "cell", "correction"), corrected_cells())
def test_a_correction_quotes_the_printed_cell(code: str, cell: str, correction: Table) -> None:
    column = MATRIX["reads"].get(cell, cell)
    assert MATRIX["rows"][codes_of(MATRIX)[code]][column] == correction["from"]
    assert correction["from"] != correction["to"]
    assert correction["reason"].strip()


@pytest.mark.parametrize("name", CONDITIONS)
def test_an_own_form_stands_at_a_caution_cell_and_has_words(name: str) -> None:
    condition = CONDITIONS[name]
    words = read(KNOWLEDGE / "conditions" / name / "text.toml").get("forms", {})
    assert set(condition.get("forms", {})) == set(words)
    for tag in words:
        softened = MOVEMENTS[tag].get("never_counts_as_caution", False)
        assert condition["verdicts"][tag] == "caution" or softened, tag


@pytest.mark.parametrize("code", CODED)
def test_the_comparison_names_each_single_changed_cell(code: str) -> None:
    """Bad data: every cell of the row is changed in turn, to both of the other verdicts."""
    for tag in MATRIX["reads"]:
        wanted = expected_verdict(MATRIX, code, tag)
        for wrong in sorted(set(VERDICT_OF.values()) - {wanted}):
            changed = CONDITIONS | {CODED[code]: copy.deepcopy(CONDITIONS[CODED[code]])}
            changed[CODED[code]]["verdicts"][tag] = wrong
            finding = f"{code} {tag}: the page says {wanted}, the data say {wrong}"
            assert compare(MATRIX, changed) == [finding]


def test_the_comparison_fails_when_the_page_changes() -> None:
    changed = copy.deepcopy(MATRIX)
    changed["rows"]["C03"]["FE"] = "."
    finding = "C03 end-range-flexion: the page says ok, the data say never"
    assert compare(changed, CONDITIONS) == [finding]


def test_the_comparison_fails_when_a_correction_is_dropped() -> None:
    for code, cell, _ in corrected_cells():
        changed = copy.deepcopy(MATRIX)
        del changed["corrections"][code][cell]
        assert any(each.startswith(f"{code} ") for each in compare(changed, CONDITIONS)), cell


def test_the_comparison_fails_when_a_line_or_a_row_is_missing_or_too_many() -> None:
    changed = copy.deepcopy(CONDITIONS)
    del changed["sciatica"]["verdicts"]["nerve-tension"]
    del changed["lumbar-surgery"]
    changed["everyone"]["code"] = "C99"
    assert compare(MATRIX, changed) == [
        "C10: no condition has this code",
        "C99: not on the page",
        "C04 nerve-tension: the page says caution, the data say None",
    ]
