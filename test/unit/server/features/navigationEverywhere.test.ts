/** Definition, references, rename, outline, folding, links and code actions over real connectors. */
import assert from "node:assert/strict";
import test from "node:test";
import { codeActions } from "../../../../server/features/codeActions/codeActions.ts";
import { definition } from "../../../../server/features/definition.ts";
import type { DocumentSymbol } from "../../../../server/features/feature.ts";
import { generateSchema } from "../../../../server/features/generateSchema/generateSchema.ts";
import { folding } from "../../../../server/features/folding.ts";
import { documentLinks } from "../../../../server/features/links.ts";
import { occurrencesOf } from "../../../../server/features/occurrences/occurrences.ts";
import { idOf, type Occurrence } from "../../../../server/features/occurrences/subject.ts";
import { references } from "../../../../server/features/references.ts";
import { prepareRename, rename } from "../../../../server/features/rename.ts";
import { documentSymbols } from "../../../../server/features/symbols.ts";
import { parsePython } from "../../../../server/python/parse.ts";
import { tableName } from "../../../../src/shared/model/naming.ts";
import type { ColumnProfile, TableProfile } from "../../../../src/shared/model/previews.ts";
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
    if (sample > 0 && number % 2 === 1) continue;
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
  assert.ok(renamed > connectors.length / 8);
});

test("a proposed schema() adds what it says and leaves the rest", () => {
  let proposed = 0;
  for (const { name, texts, analysis } of connectors) {
    const { tables } = analysis.facts.schema;
    const observed = tables.flatMap((table) =>
      table.name === undefined ? [] : profileOf(table.name),
    );
    const made = generateSchema({
      ...analysis,
      observed: [...observed, ...profileOf("quite_new")],
    });
    if ("refused" in made) continue;
    const after = {
      ...texts,
      ...Object.fromEntries(made.files.map(({ file, text }) => [file, text])),
    };
    for (const { file, text } of made.files)
      assert.deepEqual(parsePython(text).problems, parsePython(texts[file] ?? "").problems, name);
    const { schema } = analysisOf(after).facts;
    const before = new Map(tables.map((table) => [table.name, table]));
    assert.deepEqual(
      schema.tables.map((table) => table.name).filter((table) => before.has(table)),
      tables.map((table) => table.name),
      name,
    );
    for (const { name: table, primaryKey, columns } of schema.tables) {
      const old = before.get(table);
      // A name that only running tells, an entry that a loop makes.
      const isLeft = old?.primaryKey?.length === 0 && primaryKey?.length === 0;
      if (table === undefined || isLeft) continue;
      const names = (all: typeof columns): readonly string[] =>
        (all ?? []).map((column) => column.name);
      const kept = names(columns).filter((column) => column !== "always_null");
      assert.deepEqual(kept, names(old?.columns), `${name} ${table}`);
      const key = old?.primaryKey?.length === 0 || !old ? ["row_id"] : old.primaryKey;
      assert.deepEqual(
        primaryKey?.map((one) => one.name),
        key?.map((one) => (typeof one === "string" ? one : one.name)),
        `${name} ${table}`,
      );
    }
    proposed++;
  }
  assert.ok(proposed > connectors.length / 2);
});

/** A table that had a key, and a column that was only NULL. */
function profileOf(table: string): readonly TableProfile[] {
  const column = (name: string, values: number): ColumnProfile => ({
    name,
    declaredType: null,
    type: values === 0 ? null : "LONG",
    observed: values === 0 ? [] : [{ type: "LONG", count: values, samples: [] }],
    nulls: 9 - values,
    sent: 9,
  });
  return [
    {
      schema: null,
      table: tableName(table, "FIVETRAN"),
      declared: false,
      sentAs: [table],
      primaryKey: [],
      operations: 9,
      columns: [column("row_id", 9), column("always_null", 0)],
      candidateKeys: [{ columns: ["row_id"], identifies: true, distinct: 9, nulls: 0 }],
      cuts: [],
    },
  ];
}

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
