/** What is wrong with one value for one column. */
import type { Value } from "../../evaluation/values.ts";
import type { ColumnFact, ProjectFacts, TableFact } from "../../model/facts.ts";
import type { Problem, Fix } from "../rule.ts";
import { nodeAt } from "../nodeAt.ts";
import { choice, fix } from "../problem.ts";
import { quoted, replaced, wrapped } from "../sourceEdits.ts";
import { calledAt } from "./calledAt.ts";
import { describe } from "./describe.ts";
import { type IsKept, notJson } from "./notJson.ts";
import { accepted, contentOf, isRefused } from "./refusals.ts";
import { resultKind } from "./resultKinds.ts";
import { convertedTime } from "./timeTexts.ts";

export interface KnownColumn {
  readonly name: string;
  /** Undefined when schema() declares none. */
  readonly type: string | undefined;
  readonly column: ColumnFact | undefined;
  readonly table: TableFact;
  readonly isKept: IsKept;
}

type Found = Pick<Problem, "code" | "message"> & { readonly fixes: readonly Fix[] };

/** Undefined for a value that is fine, or not known. */
export function valueProblem(
  value: Value,
  column: KnownColumn,
  facts: ProjectFacts,
): Found | undefined {
  const content = contentOf(value);
  if (!content) return undefined;
  if (column.type === undefined || column.type === "JSON") {
    const inner =
      value.kind === "dict" || value.kind === "sequence"
        ? notJson(value, column.isKept)
        : undefined;
    if (inner && (column.type === "JSON" || content.kind === "dict" || content.kind === "list"))
      return {
        code: "value-refused",
        message: `${column.name} is sent as JSON, which has no ${inner.what}: ${column.name}${inner.path}. The sync fails.`,
        fixes: inner.fixes,
      };
  }
  if (column.type === undefined) return stringified(value, column);
  if (column.type === "JSON" && isJsonText(value, facts))
    return doubleEncoded(value, column, facts);
  const isStrict = facts.sdk.from.major < 3;
  const time = convertedTime(value, facts);
  const isWrong =
    isRefused(column.type, content, isStrict) || time?.refusedBy.includes(column.type);
  if (!isWrong) return undefined;
  const shown = time?.shown ?? shownValue(value);
  return {
    code: "value-refused",
    message: `${column.name} is ${article(column.type)} ${column.type} and takes ${acceptedBy(column.type, isStrict)}, not ${shown}. The sync fails.`,
    fixes: refusalFixes(value, column, facts),
  };
}

function article(type: string): string {
  return /^[AEIOFX]/.test(type) && type !== "UTC_DATETIME" && type !== "FLOAT" ? "an" : "a";
}

function acceptedBy(type: string, isStrict: boolean): string {
  if (isStrict && type === "DECIMAL") return "numbers as text with SDK 2";
  if (isStrict && ["BOOLEAN", "SHORT", "INT", "LONG", "FLOAT", "DOUBLE"].includes(type)) {
    return type === "BOOLEAN" ? "True and False" : `numbers in its range (SDK 2 converts no text)`;
  }
  return accepted[type] ?? "other values";
}

function shownValue(value: Value): string {
  if (value.kind === "text") {
    const { length } = value.value;
    return `the text ${quoted(length > 30 ? `${value.value.slice(0, 29)}…` : value.value)}`;
  }
  if (value.kind === "number") return String(value.value);
  if (value.kind === "boolean") return value.value ? "True" : "False";
  return describe(value);
}

function stringified(value: Value, { name, table }: KnownColumn): Found | undefined {
  const what = describe(value);
  const kind =
    value.kind === "sequence"
      ? value.type
      : value.kind === "result"
        ? resultKind(value.of)
        : undefined;
  if (
    kind === undefined ||
    !["tuple", "set", "datetime", "date", "decimal", "uuid", "bytearray"].includes(kind)
  )
    return undefined;
  const type = { datetime: "UTC_DATETIME", date: "NAIVE_DATE", decimal: "DECIMAL" }[kind as string];
  const advice =
    type !== undefined
      ? `Declare its type in schema(), as ${type}`
      : kind === "tuple" || kind === "set"
        ? "Use a list, which is stored as JSON"
        : kind === "bytearray"
          ? "Use bytes, which are stored as BINARY"
          : "Convert it with str() to say so";
  return {
    code: "stringified-value",
    message: `${name} of ${table.name ?? "the table"} has no declared type, so ${what} becomes text. ${advice}.`,
    fixes: stringifiedFixes(value, kind),
  };
}

function stringifiedFixes({ place }: Value, kind: string): readonly Fix[] {
  if (!place) return [];
  switch (kind) {
    case "tuple":
    case "set":
      return [choice("Make it a list", wrapped(place, "list(", ")"))];
    case "datetime":
    case "date":
      return [choice("Convert it with isoformat()", wrapped(place, "", ".isoformat()"))];
    case "bytearray":
      return [choice("Make it bytes", wrapped(place, "bytes(", ")"))];
    default:
      return [choice("Convert it with str()", wrapped(place, "str(", ")"))];
  }
}

/** Text that says an object or a list, or what json.dumps gives. */
function isJsonText(value: Value, facts: ProjectFacts): boolean {
  if (calledAt(value, facts) === "json.dumps") return true;
  if (value.kind !== "text" || !/^\s*[[{]/.test(value.value)) return false;
  try {
    JSON.parse(value.value);
    return true;
  } catch {
    return false;
  }
}

function doubleEncoded(value: Value, { name }: KnownColumn, facts: ProjectFacts): Found {
  const call = value.place && nodeAt(facts.modules.get(value.place.file), value.place, "Call");
  const [only, ...others] = call?.arguments ?? [];
  const isSimple = only && others.length === 0 && only.stars === 0 && only.name === undefined;
  const text = value.place && facts.files.text(value.place.file);
  return {
    code: "json-text",
    message: `${name} is a JSON column, which the SDK encodes itself: text becomes a quoted JSON text. Pass the object instead.`,
    fixes:
      calledAt(value, facts) === "json.dumps" && isSimple && value.place && text !== undefined
        ? [fix("Pass the object itself", [replaced(value.place, text.slice(only.from, only.to))])]
        : [],
  };
}

function refusalFixes(
  value: Value,
  { type = "", column, isKept }: KnownColumn,
  facts: ProjectFacts,
): readonly Fix[] {
  const { place } = value;
  if (!place) return [];
  const written = facts.files.text(place.file)?.slice(place.from, place.to) ?? "";
  const declares = (other: string): Fix[] =>
    column?.typePlace && column.type.kind === "text" && column.type.isLiteral
      ? [choice(`Declare the column as ${other}`, [replaced(column.typePlace, quoted(other))])]
      : [];
  const kind = value.kind === "result" ? resultKind(value.of) : undefined;
  switch (type) {
    case "DECIMAL":
      if (value.kind === "number" && /^[\d.]+$/.test(written))
        return [fix("Make it text", [replaced(place, quoted(written))])];
      return kind === "decimal" || kind === "float"
        ? [fix("Convert it with str()", wrapped(place, "str(", ")"))]
        : [];
    case "BOOLEAN": {
      const truth =
        value.kind === "text" && /^(?:(true|yes|y|t|on)|false|no|n|f|off)$/i.exec(value.value);
      return truth
        ? [
            fix(`Change to ${truth[1] ? "True" : "False"}`, [
              replaced(place, truth[1] ? "True" : "False"),
            ]),
          ]
        : [];
    }
    case "INT":
    case "SHORT":
      return value.kind === "number" &&
        !isRefused("LONG", { kind: "number", number: value.value, isInteger: true }, false)
        ? declares("LONG")
        : value.kind === "number" || kind === "float"
          ? declares("DOUBLE")
          : [];
    case "LONG":
      return value.kind === "number" || kind === "float" ? declares("DOUBLE") : [];
    case "BINARY":
      return value.kind === "text" ? [choice("Encode it", wrapped(place, "", ".encode()"))] : [];
    case "XML":
      return value.kind === "number"
        ? [choice("Convert it with str()", wrapped(place, "str(", ")"))]
        : [];
    case "JSON":
      return notJson(value, isKept)?.fixes ?? [];
    case "UTC_DATETIME":
    case "NAIVE_DATETIME":
    case "NAIVE_DATE":
      return timeFixes(value, type, declares, facts);
    default:
      return [];
  }
}

function timeFixes(
  value: Value,
  type: string,
  declares: (type: string) => readonly Fix[],
  facts: ProjectFacts,
): readonly Fix[] {
  const { place } = value;
  if (!place) return [];
  if (convertedTime(value, facts)) {
    const written = facts.files.text(place.file)?.slice(place.from, place.to) ?? "";
    const call = /\.isoformat\(\s*\)$/.exec(written);
    return call
      ? [
          choice("Pass the time itself", [
            replaced({ ...place, from: place.to - call[0].length }, ""),
          ]),
        ]
      : [];
  }
  if (value.kind !== "text" || !value.isLiteral) return [];
  const literal = (text: string, title: string): Fix[] => {
    const written = facts.files.text(place.file)?.slice(place.from, place.to);
    return [choice(title, [replaced(place, quoted(text, written))])];
  };
  const better = ["UTC_DATETIME", "NAIVE_DATETIME", "NAIVE_DATE"].filter(
    (other) => !isRefused(other, { kind: "text", text: value.value }, false),
  );
  const time =
    type === "UTC_DATETIME" ? `${better.includes("NAIVE_DATE") ? "T00:00:00" : ""}Z` : "";
  const inUtc =
    time !== "" && better.length > 0 ? literal(`${value.value}${time}`, "Say that it is UTC") : [];
  return [...inUtc, ...better.flatMap(declares)];
}
