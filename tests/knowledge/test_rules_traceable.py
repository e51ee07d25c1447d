"""Each rule of the source documents (tests/rules.txt) lives in at least one knowledge file, named in a `rules` array there."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
KNOWLEDGE = ROOT / "src/backwise/knowledge"


def rule_list() -> dict[str, str]:
    lines = (ROOT / "tests/rules.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split(" ", 1) for line in lines if line.strip())


def named_rules(node: object) -> Iterator[str]:
    """The ids in every array called `rules`, however deep it stands."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "rules" and isinstance(value, list):
                yield from (item for item in value if isinstance(item, str))
            else:
                yield from named_rules(value)
    elif isinstance(node, list):
        for item in node:
            yield from named_rules(item)


def where_rules_live(folder: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        for rule in sorted(set(named_rules(data))):
            found.setdefault(rule, []).append(path.relative_to(folder).as_posix())
    return found


def listing(found: dict[str, list[str]]) -> str:
    return "\n".join(
        f"{rule}  {', '.join(found.get(rule, [])) or 'NOWHERE'}" for rule in sorted({*rule_list(), *found})
    )


def test_the_list_has_every_rule_from_r01_to_r39() -> None:
    assert list(rule_list()) == [f"R{number:02d}" for number in range(1, 40)]
    assert all(rule_list().values())


def test_every_rule_lives_in_a_knowledge_file() -> None:
    found = where_rules_live(KNOWLEDGE)
    missing = [rule for rule in rule_list() if rule not in found]
    assert not missing, f"{missing} are in no `rules` array under {KNOWLEDGE.relative_to(ROOT)}:\n{listing(found)}"


def test_no_file_names_a_rule_that_is_not_in_the_list() -> None:
    found = where_rules_live(KNOWLEDGE)
    unknown = {rule: files for rule, files in found.items() if rule not in rule_list()}
    assert not unknown, f"Not in tests/rules.txt: {unknown}"


def test_a_rule_counts_only_where_a_rules_array_names_it(tmp_path: Path) -> None:
    (tmp_path / "deep.toml").write_text('[[row]]\nrules = ["R01", "R02"]\n', encoding="utf-8")
    (tmp_path / "prose.toml").write_text('note = "R03"\n[text]\nrules = "R04"\n', encoding="utf-8")
    assert where_rules_live(tmp_path) == {"R01": ["deep.toml"], "R02": ["deep.toml"]}
