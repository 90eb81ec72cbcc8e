/** Definition, references, rename, outline, folding, links and code actions over real connectors. */
import assert from "node:assert/strict";
import test from "node:test";
import { codeActions } from "../../../../server/features/codeActions/codeActions.ts";
import { definition } from "../../../../server/features/definition.ts";
import type { DocumentSymbol } from "../../../../server/features/feature.ts";
import { folding } from "../../../../server/features/folding.ts";
import { documentLinks } from "../../../../server/features/links.ts";
import { occurrencesOf } from "../../../../server/features/occurrences/occurrences.ts";
import { idOf, type Occurrence } from "../../../../server/features/occurrences/subject.ts";
import { references } from "../../../../server/features/references.ts";
import { prepareRename, rename } from "../../../../server/features/rename.ts";
import { documentSymbols } from "../../../../server/features/symbols.ts";
import { parsePython } from "../../../../server/python/parse.ts";
import type { FileEdit } from "../../../../server/rules/rule.ts";
import { applyFix, problemsOf, type Texts } from "../../../support/analysis.ts";
import { analysisOf } from "../../../support/markedProject.ts";
import { realConnectors } from "../../../support/realConnectors.ts";

/** How many of a connector's names and actions are tried; 0 for all. */
const sample = Number(process.env["NAVIGATION_SAMPLE"] ?? 1);

const connectors = realConnectors().map(({ name, texts }) => ({
  name,
  texts,
  analysis: analysisOf(texts),
}));

/** Another part for each connector, so that each kind is among them. */
function some<T>(items: readonly T[], connector: number): readonly T[] {
  const step = sample === 0 ? 1 : Math.max(1, Math.ceil(items.length / sample));
  return items.filter((_item, index) => (index + connector) % step === 0);
}

/** One text of each subject. */
function named(all: readonly Occurrence[]): readonly Occurrence[] {
  const first = new Map<string, Occurrence>();
  for (const one of all)
    if (one.isText && !first.has(idOf(one.subject))) first.set(idOf(one.subject), one);
  return [...first.values()];
}

function applied(texts: Texts, edits: readonly FileEdit[]): Texts {
  return applyFix(texts, { title: "", edits, isPreferred: true });
}

/** What is said, without what depends on names alone. */
function codesIn(texts: Texts): readonly string[] {
  return problemsOf(texts).map(({ code }) => code);
}

test("names have references, which are where they say, and declarations among them", () => {
  let found = 0;
  for (const [number, { name, texts, analysis }] of connectors.entries()) {
    for (const one of some(named(occurrencesOf(analysis.facts).all), number)) {
      const places = references(analysis, one.file, one.from + 1);
      assert.ok(
        places.some(
          ({ file, from }) => (file === one.file && from === one.from + 1) || from === one.from,
        ),
        name,
      );
      for (const { file, from, to } of places)
        assert.ok(from < to && to <= (texts[file]?.length ?? 0), `${name}/${file}`);
      for (const { place } of definition(analysis, one.file, one.from + 1)) {
        assert.equal(texts[place.file]?.slice(place.from, place.to), one.subject.name, name);
        assert.ok(
          places.some(({ file, from }) => file === place.file && from === place.from),
          name,
        );
      }
      found++;
    }
  }
  assert.ok(found > connectors.length / 2);
});

test("renamed, nothing new is said; renamed back, every byte is as it was", () => {
  let renamed = 0;
  for (const [number, { name, texts, analysis }] of connectors.entries()) {
    const before = codesIn(texts);
    for (const one of some(named(occurrencesOf(analysis.facts).all), number)) {
      const where = `${name} ${idOf(one.subject)}`;
      const range = prepareRename(analysis, one.file, one.from + 1);
      if (!range || "refused" in range) continue;
      const edits = rename(analysis, one.file, one.from + 1, `${range.placeholder}_renamed`);
      assert.ok(!("refused" in edits), where);
      const after = applied(texts, edits);
      assert.deepEqual(codesIn(after), before, where);
      const shift =
        edits.filter(({ file, to }) => file === one.file && to < range.from).length *
        "_renamed".length;
      const back = rename(analysisOf(after), one.file, range.from + shift, range.placeholder);
      // Two names that Fivetran makes one are no longer made so by a rename.
      if ("refused" in back) assert.match(back.refused, /would be the same as/, where);
      else assert.deepEqual(applied(after, back), texts, where);
      renamed++;
    }
  }
  assert.ok(renamed > connectors.length / 4);
});

test("outlines, folds and links are within the text", () => {
  for (const { name, texts, analysis } of connectors) {
    for (const [file, { text }] of analysis.facts.modules) {
      const check = ({ from, to, selection, children = [] }: DocumentSymbol): void => {
        assert.ok(
          0 <= from && from <= selection.from && selection.to <= to && to <= text.length,
          name,
        );
        children.forEach(check);
      };
      documentSymbols(analysis, file).forEach(check);
      for (const { from, to } of [...folding(analysis, file), ...documentLinks(analysis, file)])
        assert.ok(0 <= from && from < to && to <= text.length, `${name}/${file}`);
    }
    assert.ok(documentSymbols(analysis, "connector.py").length > 0, name);
    assert.equal(texts["connector.py"], analysis.facts.modules.get("connector.py")?.text);
  }
});

test("code actions leave Python that can be read and bring nothing new", () => {
  let done = 0;
  for (const [number, { name, texts, analysis }] of connectors.entries()) {
    const { operations, configuration } = analysis.facts;
    const keys = occurrencesOf(analysis.facts).all.filter(
      ({ isText, isDeclaration }) => isText && !isDeclaration,
    );
    const places = [
      ...operations.map(({ file, call }) => ({ file, from: call.from })),
      ...configuration.reads.map(({ place }) => place),
      ...keys,
    ];
    const before = codesIn(texts);
    for (const { file, from } of some(places, number)) {
      for (const action of codeActions(analysis, file, { from: from + 1, to: from + 1 })) {
        if (action.edits.length + (action.creates?.length ?? 0) === 0) continue;
        const after = applyFix(texts, { ...action, isPreferred: true });
        for (const [path, text] of Object.entries(after)) {
          if (path.endsWith(".py") && text !== texts[path])
            assert.deepEqual(
              parsePython(text).problems,
              parsePython(texts[path] ?? "").problems,
              `${name}: ${action.title}`,
            );
        }
        const anew = problemsOf(after).filter(
          ({ code, severity }) =>
            severity !== "info" && severity !== "hint" && !before.includes(code),
        );
        assert.deepEqual(
          anew.map(({ code, message }) => `${code} ${message}`),
          [],
          `${name}: ${action.title}`,
        );
        done++;
      }
    }
  }
  assert.ok(done > 0);
});
