import ast
import re
from pathlib import Path

import backwise.engine
from backwise.library.checks import messages
from backwise.library.findings import Finding
from backwise.library.load import build_library

REASONS = "messages/reasons.toml"


def test_a_sentence_that_the_engine_asks_for_and_nobody_wrote_is_found(knowledge):
    for key in ("why.role.mobility", "left-out.because.movement", "why.stage.calm"):
        del knowledge[REASONS]["messages"][key]
    del knowledge["messages/levels.toml"]["messages"]["level.ask.title"]
    mend = "The engine says it: write the sentence."
    assert knowledge.found_by(messages) == [
        Finding("messages", "left-out.because.movement", "is missing.", mend),
        Finding("messages", "level.ask.title", "is missing.", mend),
        Finding("messages", "why.role.mobility", "is missing.", mend),
        Finding("messages", "why.stage.calm", "is missing.", mend),
    ]


def test_placeholders_are_exactly_those_that_are_filled(knowledge):
    table = knowledge[REASONS]["messages"]
    table["why.liked"] = "You like {exercise}."
    table["why.instead-of"] = "Instead of {name}."
    table["left-out.because.movement"] = "Because of {condition}."
    knowledge["messages/levels.toml"]["messages"]["level.emergency.lead"] = "Call for help."
    assert knowledge.found_by(messages) == [
        Finding(
            "messages/levels.toml", "level.emergency.lead", "has the placeholders none.", "Use exactly {emergency}."
        ),
        Finding(
            REASONS,
            "left-out.because.movement",
            "has the placeholders {condition}.",
            "Use exactly {condition}, {movement}.",
        ),
        Finding(REASONS, "why.instead-of", "has the placeholders {name}.", "Use exactly {exercise}."),
        Finding(REASONS, "why.liked", "has the placeholders {exercise}.", "Use exactly none."),
    ]


def test_a_sentence_in_two_files_is_found(knowledge):
    knowledge["messages/other.toml"] = {"messages": {"why.liked": "You like it."}}
    assert knowledge.found_by(messages) == [
        Finding(REASONS, "why.liked", "stands in messages/other.toml too.", "Keep one of the two.")
    ]


def test_braces_that_nothing_fills_are_found(knowledge):
    path, table = "exercises/bridge/text.toml", knowledge["exercises/bridge/text.toml"]
    table["feel"], table["purpose"] = "Like {this}.", "eases {pain"
    mend = "Nothing fills them here: write the words."
    assert knowledge.found_by(messages) == [
        Finding(path, "feel", "has the placeholders {this}.", mend),
        Finding(path, "purpose", "has braces that do not match.", "Write a placeholder as {name}."),
    ]


def test_the_list_names_every_message_of_the_engine(knowledge):
    """Each `Message(...)` in the engine's code is in the list, so that a new one cannot be forgotten here."""
    listed = messages.expected(build_library(knowledge.files))
    from_texts = (r"red\-flag", "advice")
    for path in Path(backwise.engine.__file__).parent.glob("*.py"):
        for pattern in message_patterns(path.read_text()):
            known = any(re.fullmatch(pattern, key) for key in listed) or pattern.startswith(from_texts)
            assert known, f"{path.name} says {pattern}, which checks/messages.py does not list"


def message_patterns(code: str) -> list[str]:
    """The first argument of each Message(...), with anything for what is filled in."""
    calls = [
        node.args[0]
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Message" and node.args
    ]
    found = []
    for argument in calls:
        if isinstance(argument, ast.Constant):
            found.append(re.escape(str(argument.value)))
        elif isinstance(argument, ast.JoinedStr):
            parts = [
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[a-z.-]+"
                for part in argument.values
            ]
            found.append("".join(parts))
    return found


def test_the_reader_of_the_engine_finds_messages():
    assert message_patterns('Message("why.x")\nMessage(f"why.role.{role}", {})\nother("why.y")') == [
        r"why\.x",
        r"why\.role\.[a-z.-]+",
    ]
