/** From text to syntax tree; the only folder that knows the parser. */
import { parser } from "@lezer/python";
import type { PythonModule, Span } from "./ast.ts";
import { prepare } from "./prepare.ts";
import { errorName, readRaw, type Raw, type Reading } from "./raw.ts";
import { readStatements } from "./statements.ts";

/** Never throws, whatever the text holds. */
export function parsePython(text: string): PythonModule {
  const { input, original, comments, problems: found } = prepare(text);
  const root = readRaw(parser.parse(input), original);
  const reading: Reading = { text, problems: [], depth: 0 };
  const errors = errorsIn(root);
  const body = readStatements(reading, root.children);
  const problems = [
    ...found,
    ...errors.map(({ from, to }) => ({ from, to, message: "Python cannot read this" })),
    ...reading.problems,
  ];
  return { text, body, comments, problems, damaged: damaged(text, root, errors) };
}

function errorsIn(root: Raw): readonly Span[] {
  const errors: Span[] = [];
  const waiting = [root];
  for (let raw = waiting.pop(); raw; raw = waiting.pop()) {
    if (raw.name === errorName) {
      errors.push(raw);
    }
    waiting.push(...raw.children.toReversed());
  }
  return errors;
}

function damaged(text: string, root: Raw, errors: readonly Span[]): readonly Span[] {
  return errors.map(({ from, to }) => {
    let smallest: Span = root;
    const waiting = [root];
    for (let raw = waiting.pop(); raw; raw = waiting.pop()) {
      if (raw.from <= from && raw.to >= to && raw.name !== errorName) {
        smallest = /Statement|Expression|List|Definition/.test(raw.name) ? raw : smallest;
        waiting.push(...raw.children);
      }
    }
    const lineStart = text.lastIndexOf("\n", from - 1) + 1;
    const lineEnd = text.indexOf("\n", to);
    return {
      from: Math.min(lineStart, smallest === root ? lineStart : smallest.from),
      to: Math.max(lineEnd < 0 ? text.length : lineEnd, smallest === root ? to : smallest.to),
    };
  });
}
