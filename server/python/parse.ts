/** From text to syntax tree; the only folder that knows the parser. */
import { parser } from "@lezer/python";
import type { PythonModule, SyntaxProblem } from "./ast.ts";
import { damagedAround } from "./damage.ts";
import { describeError } from "./messages.ts";
import { prepare } from "./prepare.ts";
import { readRaw, type Reading } from "./raw.ts";
import { readStatements } from "./statements.ts";

/** Never throws, whatever the text holds. */
export function parsePython(text: string): PythonModule {
  const { input, original, tokens, comments, problems: found } = prepare(text);
  const { root, errors } = readRaw(parser.parse(input), text, original);
  const reading: Reading = { text, problems: found, depth: 0 };
  const body = readStatements(reading, root.children);
  const problems = firstOfEachLine(
    text,
    found.concat(errors.map((error) => describeError(error, tokens))),
  );
  return { text, body, comments, problems, damaged: damagedAround(text, root, problems) };
}

/** More problems than that help nobody. */
const most = 500;

/** What follows on the same line is mostly a consequence. */
function firstOfEachLine(
  text: string,
  problems: readonly SyntaxProblem[],
): readonly SyntaxProblem[] {
  // Those found first are the surer ones; sorting keeps their order at the same place.
  const sorted = [...problems].sort((a, b) => a.from - b.from);
  return sorted
    .filter(({ from }, index) => {
      const before = sorted[index - 1];
      return before === undefined || text.slice(before.from, from).includes("\n");
    })
    .slice(0, most);
}
