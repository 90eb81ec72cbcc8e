/**
 * Mistakes seeded into real connectors are reported with the right code on the right line. `MISTAKES=code,code` seeds those only, and
 * every one that is missed is printed with its connector, its line and what was said instead.
 */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { codes } from "../../../server/rules/codes.ts";
import { hasPublicConnectors } from "../../support/realConnectors.ts";
import { mistakes, mutators, outcomeOf, recallByCode } from "../../support/mutation/seeds.ts";

/** Codes that no single edit of a connector can show. */
const withoutMutator: Readonly<Record<string, string>> = {
  "syntax-error": "the parser's own tests damage files",
  "configuration-missing": "a file that is not there has no line; its rule's test holds it",
  "configuration-exposed": "git decides; its rule's test holds it",
  "request-without-retry":
    "one for a whole project that has no retry anywhere; its rule's test holds it",
  "all-columns-typed": "about whole tables; its rule's test holds it",
};

describe("mistakes seeded into real connectors", { skip: !hasPublicConnectors() }, () => {
  it("are found, 99 of 100 and more, of each code and in all", (context) => {
    const only = process.env["MISTAKES"]?.split(",");
    const outcomes = [...mistakes(only ? 30 : 8, only)].map(outcomeOf);
    const missed = outcomes.filter(({ isFound }) => !isFound);
    for (const { mutator, connector, file, line, instead } of missed)
      context.diagnostic(
        `missed ${mutator.code} (${mutator.what}) in ${connector} ${file}:${String(line)}: ${instead.join(", ").slice(0, 300)}`,
      );
    const recall = recallByCode(outcomes);
    context.diagnostic(`${String(outcomes.length)} seeded, ${String(missed.length)} missed`);
    // One may be no mistake where it was seeded: a key that code passes on unread, a table that a comment made look literal.
    const low = recall.filter(({ found, seeded }) => seeded - found > Math.max(1, seeded * 0.05));
    assert.deepEqual(low, []);
    assert.ok(missed.length <= outcomes.length / 100, String(missed.length));
    assert.ok(only !== undefined || outcomes.length >= 1000, String(outcomes.length));
    const seeded = recall.map(({ code }) => code as string);
    const unseeded = Object.keys(codes).filter(
      (code) => !seeded.includes(code) && !(code in withoutMutator),
    );
    assert.deepEqual(only ? [] : unseeded, []);
  });

  it("are of every kind that there is", () => {
    const known = new Set<string>(mutators.map(({ code }) => code));
    const unknown = Object.keys(codes).filter(
      (code) => !known.has(code) && !(code in withoutMutator),
    );
    assert.deepEqual(unknown, []);
  });
});
