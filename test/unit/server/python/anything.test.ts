/** Whatever is typed is read: nothing is thrown, no place is outside the text, and nobody waits. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { PythonModule, Span } from "../../../../server/python/ast.ts";
import { parsePython } from "../../../../server/python/parse.ts";
import { walk } from "../../../../server/python/walk.ts";
import { randomNumbers } from "../../../support/randomNumbers.ts";
import { realConnectors } from "../../../support/realConnectors.ts";

function holds(text: string): void {
  const module = parsePython(text);
  for (const span of spansOf(module)) {
    assert.ok(
      span.from >= 0 && span.from <= span.to && span.to <= text.length,
      `${JSON.stringify(span)} in ${JSON.stringify(text.slice(0, 500))}`,
    );
  }
}

/** Of all nodes and of the words in them. */
function spansOf({ body, comments, problems, damaged }: PythonModule): readonly Span[] {
  const spans: Span[] = [...comments, ...problems, ...damaged];
  walk(body, (node) => {
    spans.push(node, ...Object.values<unknown>({ ...node }).filter(isSpan));
    return true;
  });
  return spans;
}

function isSpan(value: unknown): value is Span {
  return typeof value === "object" && value !== null && "from" in value && "to" in value;
}

const words =
  'def |class |f(|(|)|[|]|{|}|"|\'|"""|f"|f\'{|\\|\n|\n    |\n  |\t|:|=|,|*|**|not |lambda |if |else|for x in |x|1.|0x|match |case |yield |await |async |@|...|->|:=|#|\r\n|\r|\u00a0|é|😀|\ud800|\0|with |as |try|except|$|?|!|\f|print |type |in |is |`|“'.split(
    "|",
  );

void describe("reading Python", () => {
  void it("copes with real connectors that end anywhere", () => {
    const random = randomNumbers(3);
    for (const { texts } of realConnectors()) {
      const text = texts["connector.py"] ?? "";
      for (let cut = 0; cut < 3; cut++) {
        holds(text.slice(0, random(text.length)));
      }
    }
  });

  void it("copes with words in any order", () => {
    const random = randomNumbers(5);
    for (let round = 0; round < 800; round++) {
      const count = 1 + random(60);
      holds(Array.from({ length: count }, () => words[random(words.length)]).join(""));
    }
  });

  void it("copes with any signs", () => {
    const random = randomNumbers(7);
    for (let round = 0; round < 300; round++) {
      const below = round % 2 === 0 ? 0x80 : 0x10000;
      holds(String.fromCharCode(...Array.from({ length: 200 }, () => random(below))));
    }
  });

  const deep = ["(", "[", "{", "f(", "a[", "not ", "-", "a.", "x+", "x**", "lambda:", "await "];
  for (const text of [...deep, "x if y else ", 'f"{', "else:", "if x:\n", "@", "def f(", "x,"]) {
    void it(`copes with ${JSON.stringify(text)} two thousand times`, () => {
      holds(text.repeat(2_000));
    });
  }

  void it("leaves a tree that can be followed by recursion", () => {
    for (const text of deep) {
      assert.ok(depthOf(parsePython(`x = ${text.repeat(2_000)}1`).body) < 5_000, text);
    }
  });

  void it("copes with blocks in blocks", () => {
    holds(Array.from({ length: 500 }, (_, depth) => `${" ".repeat(depth)}if x:\n`).join(""));
    holds(`if x:\n  y\n${"elif x:\n  y\n".repeat(1_000)}`);
  });

  void it("copes with a line of 600 kB", () => {
    holds(`x = [${"'abc', ".repeat(85_000)}]`);
    holds(`x = "${"a".repeat(600_000)}`);
  });
});

function depthOf(value: unknown): number {
  return typeof value === "object" && value !== null
    ? 1 + Math.max(0, ...Object.values(value).map(depthOf))
    : 0;
}
