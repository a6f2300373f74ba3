"""The runtime with many mutants in one program, which chooses one by its environment: each function with mutants begins
with a `match` on the number of the mutant, and has its body once for each.
"""

import itertools
import re

# The number of the mutant is a constant for what is evaluated by the compiler: there it is 0, which is no mutant.
NUMBER = '''
mod mutant {
    #[unsafe(link_section = ".data.mutant")]
    static NUMBER: usize = 0;

    pub(crate) const fn number() -> usize {
        NUMBER
    }

    #[used]
    #[unsafe(link_section = ".init_array")]
    static SET: extern "C" fn() = set;

    extern "C" fn set() {
        let number = std::env::var("MUTANT").map_or(0, |number| number.parse().expect("a number"));
        unsafe { core::ptr::from_ref(&NUMBER).cast_mut().write_volatile(number) };
    }
}
'''


class Mutant:
    def __init__(self, found, text):
        self.file = found["file"].removeprefix("spmc-waker/src/")
        self.name = f'{self.file}: {found["name"].split(": ", 1)[1]}'
        self.span = text.offsets(found["span"])
        self.replacement = found["replacement"]
        # The value of a constant is in no function.
        self.function = text.offsets(found["function"]["span"]) if found["function"] else self.span
        head = text.plain[slice(*self.function)].split("{")[0]
        self.is_const = bool(re.search(r"\bconst (unsafe )?fn\b", head))
        self.is_alone = not found["function"] or "-> impl" in head


class Text:
    """A source file. `plain` has blanks for its comments and literals."""

    TOKENS = re.compile(r'//[^\n]*|"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])\'', re.DOTALL)

    def __init__(self, text):
        self.text = text
        self.plain = self.TOKENS.sub(lambda token: re.sub(r"[^\n]", " ", token[0]), text)
        self.lines = [0, *itertools.accumulate(len(line) for line in text.splitlines(keepends=True))]

    def offsets(self, span):
        return tuple(self.lines[span[end]["line"] - 1] + span[end]["column"] - 1 for end in ("start", "end"))

    def mutated(self, mutant, start, end):
        """A part of the text, with the mutation."""
        return self.text[start:mutant.span[0]] + mutant.replacement + self.text[mutant.span[1]:end]

    def with_all(self, mutants):
        """The text with all of these mutants, each of which has its number. Also returns the lines of each, and those of the
        head of its function."""
        functions = {}
        for mutant in mutants:
            # A function inside another one belongs to that.
            outer = min((other.function for other in mutants
                         if other.function[0] <= mutant.function[0] and mutant.function[1] <= other.function[1]))
            functions.setdefault(outer, []).append(mutant)
        output, end, lines, heads = "", 0, {}, {}
        for function, inside in sorted(functions.items()):
            body = self.plain.index("{", function[0])
            output += self.text[end:function[0]]
            head = output.count("\n") + 1
            output += self.text[function[0]:body] + "{ match crate::mutant::number() {\n"
            heads |= dict.fromkeys(inside, range(head, output.count("\n") + 1))
            for mutant in inside:
                first = output.count("\n") + 1
                output += f"{mutant.number} => {self.mutated(mutant, body, function[1])}\n"
                lines[mutant] = range(first, output.count("\n") + 1)
            output += f"_ => {self.text[body:function[1]]}\n}} }}"
            end = function[1]
        return output + self.text[end:], lines, heads
