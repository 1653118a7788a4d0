"""The parse of a text: tokens with lemma, Penn tag, dependency and head, as flat lists, and ways to walk the tree.

A token is an integer index. Lists, not objects: finders ask millions of small questions, and a list answers fastest.
"""

from bisect import bisect_left, bisect_right
from functools import cached_property

from onrecord.text import Span

SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass"))
NOBODY = frozenset(("no", "neither", "none", "nobody"))
AUXILIARIES = frozenset(("aux", "auxpass"))


class Parse:
    """Tokens of a text and their dependency trees (one or more trees a sentence).

    Per token, by index: `start` and `end` (code points), `word`, `lower` (lower case, but "US" for the country),
    `lemma`, `tag` (Penn Treebank), `dep` (spaCy's English labels), `head` (index; a root is its own head), `entity`
    (OntoNotes label or "") and `entity_start` (True where a name begins), `sentence` (index into `sentences`).
    `sentences` are token ranges.
    """

    def __init__(self, text: str):
        self.text = text
        self.start: list[int] = []
        self.end: list[int] = []
        self.word: list[str] = []
        self.lower: list[str] = []
        self.lemma: list[str] = []
        self.tag: list[str] = []
        self.dep: list[str] = []
        self.head: list[int] = []
        self.entity: list[str] = []
        self.entity_start: list[bool] = []
        self.sentence: list[int] = []
        self.sentences: list[tuple[int, int]] = []

    def __len__(self) -> int:
        return len(self.start)

    # --- tokens and characters ---

    def token_at(self, offset: int) -> int:
        """The token that holds or follows the character at `offset`; the number of tokens if none does."""
        return bisect_right(self.end, offset)

    def tokens(self, start: int, end: int) -> range:
        """The tokens that share a character with the span."""
        return range(bisect_right(self.end, start), bisect_left(self.start, end))

    def span(self, first: int, last: int) -> Span:
        """The characters from the first token to the last, both included."""
        return Span(self.start[first], self.end[last])

    # --- the tree ---

    @cached_property
    def children(self) -> list[list[int]]:
        """For each token its dependents, left to right."""
        kids: list[list[int]] = [[] for _ in self.head]
        for token, head in enumerate(self.head):
            if head != token:
                kids[head].append(token)
        return kids

    @cached_property
    def edges(self) -> list[tuple[int, int]]:
        """For each token the first and last token of its subtree."""
        left = list(range(len(self.head)))
        right = list(left)
        order = [token for token, head in enumerate(self.head) if head == token]
        for token in order:
            order.extend(self.children[token])
        for token in reversed(order):
            head = self.head[token]
            left[head] = min(left[head], left[token])
            right[head] = max(right[head], right[token])
        return list(zip(left, right, strict=True))

    def subtree(self, token: int) -> Span:
        """The characters from the first to the last token of the subtree."""
        first, last = self.edges[token]
        return Span(self.start[first], self.end[last])

    def child(self, token: int, *deps: str) -> int | None:
        """The first dependent with one of these labels."""
        for kid in self.children[token]:
            if self.dep[kid] in deps:
                return kid
        return None

    def subject(self, verb: int) -> int | None:
        """The subject of a verb: its own, or that of the verb it is coordinated with or controlled by."""
        seen = 0
        while seen < 6:
            for kid in self.children[verb]:
                if self.dep[kid] in SUBJECTS:
                    return kid
            if self.dep[verb] not in ("conj", "xcomp", "dep", "advcl") or self.head[verb] == verb:
                return None
            verb = self.head[verb]
            seen += 1
        return None

    def antecedent(self, relative: int) -> int | None:
        """The noun that a relative pronoun stands for; None where there is none."""
        verb = self.head[relative]
        for _ in range(3):
            if self.dep[verb] == "relcl":
                return self.head[verb]
            verb = self.head[verb]
        return None

    def auxiliaries(self, verb: int) -> list[int]:
        """The auxiliaries of a verb, left to right."""
        return [kid for kid in self.children[verb] if self.dep[kid] in AUXILIARIES]

    def negated(self, verb: int) -> int | None:
        """The word that negates the verb, if one does: "not", "no longer", or one of its subject ("neither side")."""
        for kid in self.children[verb]:
            if (self.dep[kid] == "neg" or self.lower[kid] in ("not", "n't", "never")) and not self._only(kid):
                return kid
            if self.lower[kid] == "neither" and kid < verb and self.dep[kid] not in SUBJECTS:
                return kid
            if self.lower[kid] == "longer" and kid and self.lower[kid - 1] == "no":
                return kid
        joint = self.edges[verb][0] - 1
        if self.dep[verb] == "conj" and joint >= 0 and self.lower[joint] == "nor":
            return joint
        subject = self.child(verb, "nsubj", "nsubjpass")
        if subject is None:
            return None
        of_it = (subject, *self.children[subject])
        none = (kid for kid in of_it if self.lower[kid] in NOBODY or (self.dep[kid] == "neg" and not self._only(kid)))
        return next(none, None)

    def _only(self, word: int) -> bool:
        """True for the "not" of "not only", which negates nothing."""
        return self.lower[word + 1 : word + 2] in (["only"], ["just"], ["merely"])

    def foremost(self, token: int) -> int:
        """The first of those with whom the token is coordinated or in apposition; itself if it is with none."""
        for _ in range(8):
            if self.dep[token] not in ("conj", "appos") or self.head[token] == token:
                break
            token = self.head[token]
        return token

    def conjuncts(self, token: int) -> list[int]:
        """The token and all that are coordinated with it, left to right."""
        found = [token]
        for at in found:
            found.extend(kid for kid in self.children[at] if self.dep[kid] == "conj")
        return sorted(found)

    def ancestors(self, token: int) -> list[int]:
        """The heads above the token, nearest first."""
        found = []
        while self.head[token] != token:
            token = self.head[token]
            found.append(token)
        return found

    def root_of(self, start: int, end: int) -> int | None:
        """The highest token of the span: the first whose head lies outside it; None if the span holds no token."""
        inside = self.tokens(start, end)
        for token in inside:
            if self.head[token] == token or self.head[token] not in inside:
                return token
        return None
