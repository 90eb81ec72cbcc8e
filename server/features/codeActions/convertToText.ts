/** Makes text of a value whose column is text, or has no type that would make anything better of it. */
import type { Value } from "../../evaluation/values.ts";
import type { ProjectFacts } from "../../model/facts.ts";
import type { FileEdit } from "../../rules/rule.ts";
import { resultKind } from "../../rules/operations/resultKinds.ts";
import { inserted, lineStart, wrapped } from "../../rules/sourceEdits.ts";
import type { Analysis } from "../../service/analysis.ts";
import { textsOf } from "../cursor/rowTables.ts";
import type { CodeAction } from "../feature.ts";
import { declaredType } from "../known/columns.ts";
import { isFixed } from "./isFixed.ts";
import { valueAt } from "./operationAt.ts";

export function convertToText(
  analysis: Analysis,
  file: string,
  offset: number,
): readonly CodeAction[] {
  const { facts } = analysis;
  const found = valueAt(facts, file, offset);
  const place = found?.entry.value.place;
  if (!found || !place || isFixed(analysis, file, place)) return [];
  const { key, value } = found.entry;
  const tables = textsOf(found.operation.arguments.get("table")?.value);
  const types = facts.schema.tables
    .filter(({ name }) => name !== undefined && tables.includes(name))
    .map(({ columns }) => columns?.find(({ name }) => key.kind === "text" && name === key.value))
    .map((column) => column && declaredType(column.type));
  const isText = types.length > 0 && types.every((type) => type === "STRING");
  const way = conversion(value, isText);
  if (way === undefined) return [];
  const edits =
    way === "json.dumps()"
      ? jsonEdits(facts, place.file, wrapped(place, "json.dumps(", ")"))
      : way === "str()"
        ? wrapped(place, "str(", ")")
        : [inserted(place.file, place.to, ".isoformat()")];
  return edits ? [{ title: `Convert to text with ${way}`, kind: "refactor.rewrite", edits }] : [];
}

/** `isText` tells whether the column is declared as text. */
function conversion(
  value: Value,
  isText: boolean,
): "str()" | "json.dumps()" | ".isoformat()" | undefined {
  const kind = value.kind === "result" ? resultKind(value.of) : undefined;
  if (kind === "datetime" || kind === "date") return isText ? ".isoformat()" : undefined;
  if (kind === "decimal" || kind === "uuid") return "str()";
  if (!isText) return undefined;
  if (value.kind === "dict" || value.kind === "sequence") return "json.dumps()";
  return value.kind === "number" || value.kind === "boolean" ? "str()" : undefined;
}

/** With `import json` before the first import, where there is none. */
function jsonEdits(
  { imports, modules }: ProjectFacts,
  file: string,
  edits: readonly FileEdit[],
): readonly FileEdit[] | undefined {
  const own = imports.filter((one) => one.file === file);
  const plain = own.find(
    ({ module, statement }) =>
      module === "json" &&
      statement.kind === "Import" &&
      statement.names.some(({ name, alias }) => name.text === "json" && !alias),
  );
  if (plain) return edits;
  const first = modules
    .get(file)
    ?.body.find(({ kind }) => kind === "Import" || kind === "ImportFrom");
  const text = modules.get(file)?.text ?? "";
  return first?.from === lineStart(text, first?.from ?? 0)
    ? [inserted(file, first.from, "import json\n"), ...edits]
    : undefined;
}
