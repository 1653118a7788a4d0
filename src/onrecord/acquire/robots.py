"""What a site asks of robots (RFC 9309): which of its pages they leave alone, and how long they pause."""

import re
from typing import NamedTuple
from urllib.parse import quote, unquote_to_bytes

# What is read of a robots.txt: the least that the RFC asks for.
LIMIT = 512_000
# More rules than a site has that means well; and pieces between the stars of one.
_RULES = 5_000
_STARS = 20
_TOKEN = re.compile(r"[a-z_-]+")


class Rule(NamedTuple):
    """A line of a group: whether pages whose path begins like that may be read."""

    allowed: bool
    path: str


class Rules(NamedTuple):
    """What holds for one robot: its rules, and the seconds that it is asked to pause."""

    rules: tuple[Rule, ...] = ()
    pause: float | None = None

    def allow(self, target: str) -> bool:
        """True if the path, with its query, may be read: the longest rule that fits decides, and allows if in doubt."""
        path = _normal(target)
        fitting = [rule for rule in self.rules if fits(rule.path, path)]
        if not fitting or path == "/robots.txt":
            return True
        return max(fitting, key=lambda rule: (len(rule.path), rule.allowed)).allowed


FREE = Rules()


def rules_for(robot: str, text: str) -> Rules:
    """The rules for the robot of that name: of all groups that name it, else of those for any (*)."""
    named: list[Rule] = []
    others: list[Rule] = []
    pauses: dict[bool, float] = {}
    agents: set[str] = set()
    known_named = begun = False
    for line in text.removeprefix("\ufeff").splitlines():
        field, colon, value = line.partition("#")[0].partition(":")
        field, value = field.strip().lower(), value.strip()
        if not colon:
            continue
        if field == "user-agent":
            if begun:
                agents, begun = set(), False
            agents.add(_agent(value))
            known_named = known_named or robot.lower() in agents
        elif field in ("allow", "disallow", "crawl-delay"):
            begun = True
            for is_named, agent, rules in ((True, robot.lower(), named), (False, "*", others)):
                if agent not in agents:
                    continue
                if field == "crawl-delay":
                    if (pause := _seconds(value)) is not None:
                        pauses[is_named] = max(pause, pauses.get(is_named, 0))
                elif value and len(rules) < _RULES:
                    rules.append(Rule(field == "allow", _normal(value)))
    return Rules(tuple(named if known_named else others), pauses.get(known_named))


def fits(rule: str, path: str) -> bool:
    """True if the path begins as the rule says; * is any characters, $ at the end of a rule that of the path."""
    anchored = rule.endswith("$")
    first, *rest = rule.removesuffix("$").split("*")
    if len(rest) > _STARS:
        return False
    if not path.startswith(first):
        return False
    at = len(first)
    if not rest:
        return not anchored or at == len(path)
    # What comes first is taken first: if the rest fits at all, it fits then.
    for part in rest[:-1] if anchored else rest:
        at = path.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return not anchored or (path.endswith(rest[-1]) and len(path) - len(rest[-1]) >= at)


def _agent(value: str) -> str:
    value = value.lower()
    found = _TOKEN.match(value)
    return "*" if value.startswith("*") else found[0] if found else value


def _seconds(value: str) -> float | None:
    try:
        seconds = float(value)
    except ValueError:
        return None
    return seconds if 0 <= seconds < 1e6 else None


def _normal(path: str) -> str:
    """The path with each octet written in one way: as itself if it is unreserved, else in hexadecimal digits."""
    return quote(unquote_to_bytes(path.replace("%2F", "%252F").replace("%2f", "%252F")), safe="/%*$?=&:@!'()+,;~-._")
