/**
 * What is said while a connector is being typed: nothing about code that only looks wrong because something near it is unfinished.
 * `FUZZ_STEP=50` cuts every file at each 50th character, `DAMAGES=10` damages ten times as much; both take minutes.
 */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { codes } from "../../../server/rules/codes.ts";
import type { Problem } from "../../../server/rules/rule.ts";
import { analysisOf, lineOf, type Texts } from "../../support/analysis.ts";
import { randomNumbers } from "../../support/randomNumbers.ts";
import { realConnectors } from "../../support/realConnectors.ts";

const connectors = realConnectors();
const step = Number(process.env["FUZZ_STEP"] ?? 8_000);
/** Of each kind of damage, in each connector. */
const rounds = Number(process.env["DAMAGES"] ?? 1);
const longestMilliseconds = 100;

type Damage = (text: string, at: number, random: (below: number) => number) => string;

const damages: Readonly<Record<string, Damage>> = {
  "a bracket or quote is gone": (text, at) => {
    const found = text.slice(at).search(/[()[\]{}"']/);
    return found < 0 ? text : text.slice(0, at + found) + text.slice(at + found + 1);
  },
  "a line is cut": (text, at) => {
    const end = text.indexOf("\n", at);
    return end < 0 ? text : text.slice(0, at) + text.slice(end);
  },
  "a symbol is too many": (text, at, random) =>
    text.slice(0, at) + "()[]{}\"',:=.".charAt(random(12)) + text.slice(at),
  "a line is being typed": (text, at, random) => {
    const start = text.lastIndexOf("\n", at) + 1;
    const indentation = /^ */.exec(text.slice(start))?.[0] ?? "";
    const typed = ["op.upsert(", "if state", '"table": "x', "x = [", "for row in"][random(5)] ?? "";
    return `${text.slice(0, start)}${indentation}${typed}\n${text.slice(start)}`;
  },
};

describe("a damaged connector", () => {
  it("has no error but the damage, in 995 of 1,000", (context) => {
    const random = randomNumbers(7);
    let damaged = 0;
    const cascades: string[] = [];
    for (const { name, texts } of connectors) {
      const text = texts["connector.py"] ?? "";
      const known = new Set(errorsOf(texts).map(identity));
      for (const [kind, damage] of Object.entries(damages)) {
        for (let round = 0; round < rounds; round++) {
          const changed = { ...texts, "connector.py": damage(text, random(text.length), random) };
          const { facts, problems } = analysisOf(changed);
          if (facts.modules.get("connector.py")?.problems.length === 0) continue;
          damaged++;
          const others = problems.filter((each) => isError(each) && !known.has(identity(each)));
          for (const each of others)
            cascades.push(
              `${name}, ${kind}: ${each.code} in line ${String(lineOf(changed["connector.py"], each.from))}`,
            );
        }
      }
    }
    for (const each of cascades) context.diagnostic(each);
    context.diagnostic(`${String(damaged)} damaged, ${String(cascades.length)} errors beyond it`);
    assert.ok(cascades.length <= damaged * 0.005, cascades.join("\n"));
    assert.ok(damaged > connectors.length, String(damaged));
  });

  it("is read at every length: nothing is thrown, said outside the text, or late", (context) => {
    const slow: string[] = [];
    let cuts = 0;
    for (const { name, texts } of connectors) {
      for (const [file, text] of Object.entries(texts)) {
        if (!/\.(py|json|toml)$/.test(file)) continue;
        for (let length = (name.length * 37) % step; length < text.length; length += step) {
          cuts++;
          const started = performance.now();
          const changed = { ...texts, [file]: text.slice(0, length) };
          const { problems } = analysisOf(changed, { throws: true });
          const took = performance.now() - started;
          if (took > longestMilliseconds)
            slow.push(`${name} ${file} ${String(length)}: ${took.toFixed(0)} ms`);
          for (const problem of problems) assertInside(problem, changed);
        }
      }
    }
    for (const each of slow) context.diagnostic(each);
    context.diagnostic(
      `${String(cuts)} cuts, ${String(slow.length)} over ${String(longestMilliseconds)} ms`,
    );
    assert.ok(cuts > 100, String(cuts));
  });

  it("is read whatever bytes are put into it", () => {
    const random = randomNumbers(11);
    for (const { texts } of connectors) {
      const text = texts["connector.py"] ?? "";
      const characters = Array.from(text);
      for (let change = 0; change < 20; change++)
        characters[random(characters.length)] = String.fromCharCode(random(0x3000));
      const changed = { ...texts, "connector.py": characters.join("") };
      for (const problem of analysisOf(changed, { throws: true }).problems)
        assertInside(problem, changed);
    }
  });
});

function errorsOf(texts: Texts): readonly Problem[] {
  return analysisOf(texts).problems.filter(isError);
}

function isError({ code, severity }: Problem): boolean {
  return code !== "syntax-error" && (severity ?? codes[code].severity) === "error";
}

/** A damage moves what stands behind it. */
function identity({ code, message }: Problem): string {
  return `${code} ${message.replaceAll(/\d+/g, "")}`;
}

function assertInside({ file, from, to, code }: Problem, texts: Texts): void {
  const length = texts[file]?.length ?? 0;
  assert.ok(0 <= from && from <= to && to <= length, `${code} at ${String(from)} of ${file}`);
}
