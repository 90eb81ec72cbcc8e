/** Completion, hover, signature help and inlay hints at every 200th offset of real connectors. */
import assert from "node:assert/strict";
import test from "node:test";
import { alternativesOf, type Place } from "../../../../server/evaluation/values.ts";
import type { ProjectFacts, TableFact } from "../../../../server/model/facts.ts";
import { completion } from "../../../../server/features/completion/completion.ts";
import { hover } from "../../../../server/features/hover/hover.ts";
import { inlayHints } from "../../../../server/features/inlayHints/inlayHints.ts";
import { signatureHelp } from "../../../../server/features/signatureHelp/signatureHelp.ts";
import { walk } from "../../../../server/python/walk.ts";
import type { Analysis } from "../../../../server/service/analysis.ts";
import { analysisOf } from "../../../support/markedProject.ts";
import { realConnectors } from "../../../support/realConnectors.ts";

const step = 200;
const connectors = realConnectors().map((connector) => ({
  ...connector,
  analysis: analysisOf(connector.texts),
}));

/** Calls `look` at every 200th offset of every file that the language server answers for. */
function everywhere(
  look: (analysis: Analysis, file: string, offset: number, text: string, where: string) => void,
): void {
  for (const { name, analysis, texts } of connectors) {
    const files = [...analysis.facts.modules.keys(), "configuration.json", "options.toml"];
    for (const file of files) {
      const text = texts[file];
      for (let offset = 0; text !== undefined && offset <= text.length; offset += step) {
        look(analysis, file, offset, text, `${name}/${file} ${offset}`);
      }
    }
  }
}

test("completion offers what can be put there, once, and only in places of ours", () => {
  const places = new Map<Analysis, readonly Place[]>();
  let offered = 0;
  everywhere((analysis, file, offset, text, where) => {
    const { items } = completion(analysis, file, offset);
    if (items.length === 0) return;
    offered++;
    const labels = items.map(({ label }) => label);
    assert.equal(new Set(labels).size, labels.length, `${where}: ${labels.join(", ")}`);
    for (const { label, edit } of items) {
      assert.ok(label !== "" && edit.from <= offset && offset <= edit.to, where);
      assert.ok(!text.slice(edit.from, edit.to).includes("\n"), where);
    }
    if (!file.endsWith(".py")) return;
    let ours = places.get(analysis);
    if (!ours) places.set(analysis, (ours = ourPlaces(analysis)));
    const isOurs =
      ours.some((place) => place.file === file && place.from <= offset && offset <= place.to) ||
      isOurLine(text, offset);
    assert.ok(isOurs, `${where}: ${labels.join(", ")}`);
  });
  assert.ok(offered > connectors.length / 2);
});

test("hovers cover the cursor and say something", () => {
  everywhere((analysis, file, offset, text, where) => {
    const shown = hover(analysis, file, offset);
    if (!shown) return;
    assert.ok(shown.markdown !== "" && shown.from <= offset && offset <= shown.to, where);
    assert.ok(shown.to <= text.length, where);
  });
});

test("signatures mark one of their own parameters", () => {
  everywhere((analysis, file, offset, _text, where) => {
    const help = signatureHelp(analysis, file, offset);
    for (const { label, parameters } of help?.signatures ?? []) {
      assert.ok((help?.activeParameter ?? 0) < Math.max(parameters.length, 1), where);
      for (const { from, to } of parameters) assert.ok(from < to && to < label.length, where);
    }
  });
});

test("inlay hints stand in the file", () => {
  for (const { name, analysis } of connectors) {
    for (const [file, { text }] of analysis.facts.modules) {
      const range = { from: 0, to: text.length };
      for (const { offset, label } of inlayHints(analysis, file, range, {
        showsObservedTypes: true,
      }))
        assert.ok(label !== "" && offset > 0 && offset <= text.length, `${name}/${file}`);
    }
  }
});

/** Calls of the SDK, schema(), entries of it, rows, lists of keys and imports of the SDK: from the syntax, not from the text. */
function ourPlaces({ facts }: Analysis): readonly Place[] {
  const { schema, operations, calls, connectors: made, imports, configuration, modules } = facts;
  const rows = operations.flatMap(({ arguments: given }) =>
    [...given.values()].flatMap(({ value }) =>
      alternativesOf(value).flatMap(({ place }) => place ?? []),
    ),
  );
  const ours = calls.filter(({ name }) => name.startsWith("fivetran_connector_sdk"));
  const keys = new Set(configuration.reads.map(({ place: { file, from } }) => `${file} ${from}`));
  const lists = [...modules].flatMap(([file, { body }]) => {
    const found: Place[] = [];
    walk(body, (node) => {
      const isList = node.kind === "List" || node.kind === "Tuple" || node.kind === "Set";
      if (isList && node.items.some(({ from }) => keys.has(`${file} ${from}`)))
        found.push({ file, from: node.from, to: node.to });
      return true;
    });
    return found;
  });
  const spans = [
    ...lists,
    ...[...operations, ...ours, ...made].map(({ file, call }) => ({ file, ...call })),
    ...imports.map(({ file, statement }) => ({ file, ...statement })),
    ...(schema.function ? [{ file: schema.function.file, ...schema.function.definition }] : []),
    ...schema.tables.flatMap(({ place }) => place ?? []),
    ...schema.tables.flatMap((table) => hullOf(facts, table)),
    ...rows,
  ];
  return spans.map(({ file, from, to }) => ({ file, from, to }));
}

/**
 * What an entry is made of may stand elsewhere: in a constant, in a function that makes entries. From the brace before its first part to
 * the next name of a table.
 */
function hullOf(
  { modules }: ProjectFacts,
  { namePlace, primaryKey = [], columns = [] }: TableFact,
): readonly Place[] {
  const parts = [
    namePlace,
    ...primaryKey.map(({ place }) => place),
    ...columns.flatMap(({ place, typePlace }) => [place, typePlace]),
  ].flatMap((place) => place ?? []);
  return [...new Set(parts.map(({ file }) => file))].map((file) => {
    const here = parts.filter((place) => place.file === file);
    const text = modules.get(file)?.text ?? "";
    const from = text.lastIndexOf("{", Math.min(...here.map((place) => place.from)));
    const to = Math.max(...here.map((place) => place.to));
    const next = text.indexOf('"table"', to);
    return { file, from, to: next < 0 ? to : next };
  });
}

/** Members of the SDK, and keys of the configuration, the state or a row. */
function isOurLine(text: string, offset: number): boolean {
  const from = text.lastIndexOf("\n", offset - 1) + 1;
  const end = text.indexOf("\n", offset);
  const line = text.slice(from, end < 0 ? undefined : end);
  const before = text.slice(from, offset);
  return (
    /\b(?:op|log|form|form_field|connector|Operations|Logging)\.\w*$/.test(before) ||
    /\b(?:conf\w*|state|\w*state)(?:\[|\.(?:get|pop|setdefault)\(\s*)["']?[\w-]*$/.test(before) ||
    /^\s*\w+\[["']?\w*$/.test(before) ||
    /\bconnector\.debug\(/.test(before) ||
    /["']\s*(?:not )?in (?:conf\w*|\w*state)\b/.test(line)
  );
}
