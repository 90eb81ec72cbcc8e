/** From text to syntax tree; the only folder that knows the parser. */
import { parser } from "@lezer/python";
import type { PythonModule } from "./ast.ts";
import { damagedAround } from "./damage.ts";
import { describeError, visible } from "./messages.ts";
import { prepare } from "./prepare.ts";
import { readRaw, type Reading } from "./raw.ts";
import { readStatements } from "./statements.ts";
import { worthSaying } from "./worthSaying.ts";

/** Never throws, whatever the text holds. */
export function parsePython(text: string): PythonModule {
  const { input, original, tokens, comments, problems: found } = prepare(text);
  const { root, errors } = readRaw(parser.parse(input), text, original);
  const isAscii = !/[^\0-\x7f]/.test(text);
  const reading: Reading = { text, problems: [], isAscii, depth: 0, at: 0 };
  const body = readStatements(reading, root.children);
  const sure = found.map((problem) => visible(problem, tokens));
  const guessed = errors
    .map((error) => describeError(error, tokens))
    .concat(reading.problems.map((problem) => ({ ...visible(problem, tokens), isDoubtful: false })))
    .sort((a, b) => a.from - b.from);
  return {
    text,
    body,
    comments,
    problems: worthSaying(text, tokens, sure, guessed),
    damaged: damagedAround(text, root, sure.concat(guessed)),
  };
}
