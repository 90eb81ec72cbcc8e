/** What is known of the name at a place. */
import type { Place } from "../../evaluation/values.ts";
import type { Span } from "../../python/ast.ts";
import { sdkNames } from "../../sdk/api.ts";
import { decimalKeys, entryKeys } from "../../sdk/schemaEntry.ts";
import type { Analysis } from "../../service/analysis.ts";
import { headBefore } from "../cursor/brackets.ts";
import { type Cursor, cursorAt } from "../cursor/cursor.ts";
import { type Role, roleAt } from "../cursor/role.ts";
import { sdkNameIn } from "../cursor/sdkScope.ts";
import type { Hover } from "../feature.ts";
import { columnsOf } from "../known/columns.ts";
import { configurationKeys } from "../known/configurationKeys.ts";
import { occurrencesOf } from "../occurrences/occurrences.ts";
import type { Occurrence } from "../occurrences/subject.ts";
import {
  entryKeyText,
  keyText,
  profileText,
  schemaText,
  typeText,
  updateText,
} from "./plainTexts.ts";
import { parameterText, sdkText } from "./sdkText.ts";
import { columnText, tableText } from "./tableText.ts";

export function hover(analysis: Analysis, file: string, offset: number): Hover | undefined {
  const { facts } = analysis;
  const text = facts.modules.get(file)?.text ?? facts.files.text(file);
  if (text === undefined || offset > text.length) return undefined;
  const cursor = cursorAt(text, offset);
  if (file === "options.toml") return optionsHover(cursor);
  return (
    subjectHover(analysis, file, offset) ??
    (file.endsWith(".py") ? codeHover(analysis, file, cursor) : undefined)
  );
}

/** Tables, columns and configuration keys, wherever they are named. */
function subjectHover(analysis: Analysis, file: string, offset: number): Hover | undefined {
  const { all } = occurrencesOf(analysis.facts);
  const around = all.filter(
    (each) => each.file === file && each.from <= offset && offset <= each.to,
  );
  const [first] = [...around].sort((a, b) => a.to - a.from - (b.to - b.from));
  if (!first) return undefined;
  const here = around.filter(({ from, to }) => from === first.from && to === first.to);
  // One text may name several things: a column of each table that a helper writes to.
  const texts = new Set(here.slice(0, 3).flatMap((each) => subjectText(analysis, all, each) ?? []));
  if (texts.size === 0) return undefined;
  return { from: first.from, to: first.to, markdown: [...texts].join("\n\n---\n\n") };
}

function subjectText(
  analysis: Analysis,
  occurrences: readonly Occurrence[],
  { subject }: Occurrence,
): string | undefined {
  const { facts } = analysis;
  switch (subject.kind) {
    case "table":
      return tableText(analysis, occurrences, subject.name);
    case "column": {
      const { name, table } = subject;
      const column = columnsOf(analysis, occurrences, table).find((each) => each.name === name);
      return column ? columnText(analysis, table, column) : undefined;
    }
    case "key": {
      const key = configurationKeys(facts).find(({ name }) => name === subject.name);
      return key ? keyText(facts, key) : undefined;
    }
    case "stateKey":
      return undefined;
  }
}

function codeHover(analysis: Analysis, file: string, cursor: Cursor): Hover | undefined {
  const { string, word, isNowhere, text } = cursor;
  if (isNowhere) return undefined;
  const role = roleAt(analysis.facts, file, cursor);
  const span = string ?? word;
  if (span.from === span.to) return undefined;
  const written = text.slice(span.from, span.to);
  const markdown = string
    ? stringText(analysis, role, written)
    : (argumentText(analysis, role, written) ??
      functionText(analysis, { file, ...word }) ??
      nameText(analysis, file, cursor));
  return markdown === undefined || markdown === ""
    ? undefined
    : { from: span.from, to: span.to, markdown };
}

function stringText(
  { facts }: Analysis,
  role: Role | undefined,
  written: string,
): string | undefined {
  switch (role?.kind) {
    case "entryKey": {
      const key = entryKeys.get(written);
      return key && entryKeyText(written, key, facts.sdk);
    }
    case "decimal": {
      const key = decimalKeys.get(written);
      return role.key === undefined
        ? key && entryKeyText(written, key, facts.sdk)
        : typeText(written, facts.sdk);
    }
    case "type":
      return typeText(written, facts.sdk);
    default:
      return undefined;
  }
}

/** The name of an argument: `data` in `op.upsert(…, data=row)`. */
function argumentText(
  { facts }: Analysis,
  role: Role | undefined,
  written: string,
): string | undefined {
  if (role?.kind !== "argument" || role.isNamed) return undefined;
  const { call, parameters } = role;
  const isNamed = call.items[call.active]?.name === written;
  const parameter = isNamed ? parameters.find(({ name }) => name === written) : undefined;
  return parameter && parameterText(parameter, facts.sdk);
}

/** The functions that the SDK calls, where they are defined and where they are given to it. */
function functionText({ facts }: Analysis, place: Place): string | undefined {
  const isAt = (span: Span | undefined): boolean =>
    span !== undefined && span.from <= place.from && place.to <= span.to;
  const names = [
    ["schema", facts.schema.function] as const,
    ["update", facts.update] as const,
  ].find(([parameter, known]) => {
    const isDefinition = known?.file === place.file && isAt(known.definition.name);
    return (
      isDefinition ||
      (known !== undefined &&
        facts.connectors.some(
          ({ file, arguments: given }) =>
            file === place.file && isAt(given.get(parameter)?.argument.value),
        ))
    );
  });
  if (!names) return undefined;
  return names[0] === "schema" ? schemaText(facts) : updateText;
}

/** A name of the SDK: `op`, `op.upsert`, what is imported. */
function nameText({ facts }: Analysis, file: string, { text, word }: Cursor): string | undefined {
  const dotted = headBefore(text, word.to);
  const before = text.slice(text.lastIndexOf("\n", word.from - 1) + 1, word.from);
  const written = text.slice(word.from, word.to);
  const isImported = /^\s*from\s+fivetran_connector_sdk\s+import\b/.test(before);
  const name = isImported && sdkNames.has(written) ? written : sdkNameIn(facts, file, dotted);
  return name === undefined ? undefined : sdkText(name, facts.sdk);
}

function optionsHover({ text, word }: Cursor): Hover | undefined {
  const before = text.slice(text.lastIndexOf("\n", word.from - 1) + 1, word.from);
  const markdown = before.trim() === "" ? profileText(text.slice(word.from, word.to)) : undefined;
  return markdown === undefined ? undefined : { ...word, markdown };
}
