/** What is meant at a cursor: an argument of the SDK's, a key of an entry of schema(), a column of a row. */
import type { ProjectFacts } from "../../model/facts.ts";
import { sdkNames } from "../../sdk/api.ts";
import type { SdkParameter } from "../../sdk/sdkName.ts";
import type { Bracket } from "./brackets.ts";
import type { Cursor } from "./cursor.ts";
import { entryRole, type EntryRole } from "./entryRole.ts";
import { keyedValue } from "./keyedValues.ts";
import { isAtValue, isStart } from "./position.ts";
import { rowTables } from "./rowTables.ts";
import { sdkNameIn } from "./sdkScope.ts";

export type Role =
  | EntryRole
  /** A name of the SDK after a dot; `of` is `""` for the package. */
  | { readonly kind: "member"; readonly of: string }
  /** A name after `from fivetran_connector_sdk import`. */
  | { readonly kind: "import" }
  | ArgumentRole
  /** A column of a row, of one of these tables. */
  | {
      readonly kind: "row";
      readonly row: Bracket | undefined;
      readonly operation: string | undefined;
      readonly tables: readonly string[];
    }
  /** A key of what the SDK passes to update(). */
  | { readonly kind: "key"; readonly of: "configuration" | "state" };

/** A call of the SDK: the name of an argument, or the value of `parameter`. */
export interface ArgumentRole {
  readonly kind: "argument";
  readonly call: Bracket;
  readonly callee: string;
  readonly parameters: readonly SdkParameter[];
  readonly parameter: SdkParameter | undefined;
  /** Whether nothing but the word at the cursor is typed of it. */
  readonly isStart: boolean;
  /** Whether the parameter is named already. */
  readonly isNamed: boolean;
}

export function roleAt(facts: ProjectFacts, file: string, cursor: Cursor): Role | undefined {
  const { string, brackets, receiver } = cursor;
  if (cursor.isNowhere || (string && (string.quote.length > 1 || /[fb]/i.test(string.prefix)))) {
    return undefined;
  }
  if (!string && receiver !== undefined) {
    const of = sdkNameIn(facts, file, receiver);
    return of === undefined ? undefined : { kind: "member", of };
  }
  if (!string && isImport(cursor)) return { kind: "import" };
  const keyed = keyedValue(facts, file, cursor);
  if (keyed) return { kind: "key", of: keyed };
  const [inner] = brackets;
  if (!inner) return undefined;
  if (inner.open === "(") return argumentRole(facts, file, cursor, inner);
  return entryRole(facts, file, cursor) ?? rowRole(facts, file, cursor);
}

/** The arguments of a call of the SDK that the cursor is in. */
export function argumentRole(
  facts: ProjectFacts,
  file: string,
  cursor: Cursor,
  call: Bracket,
): ArgumentRole | undefined {
  const callee = call.head === "" ? undefined : sdkNameIn(facts, file, call.head);
  const parameters = sdkNames.get(callee ?? "")?.parameters;
  const item = call.items[call.active];
  if (callee === undefined || !parameters || !item) return undefined;
  const isNamed = isAtValue(item, cursor);
  return {
    kind: "argument",
    call,
    callee,
    parameters,
    parameter: parameterOf(parameters, call, call.active),
    isStart: isStart(item, cursor),
    isNamed,
  };
}

/** The parameter that an item of a call is given to. */
export function parameterOf(
  parameters: readonly SdkParameter[],
  { items }: Bracket,
  index: number,
): SdkParameter | undefined {
  const item = items[index];
  if (item?.namePlace) return parameters.find(({ name }) => name === item.name);
  const isAfterKeyword = items.slice(0, index).some(({ namePlace }) => namePlace !== undefined);
  return isAfterKeyword
    ? undefined
    : parameters.filter(({ isKeywordOnly }) => !isKeywordOnly)[index];
}

function isImport({ text, brackets, word }: Cursor): boolean {
  const [bracket] = brackets;
  const from = bracket?.from ?? word.from;
  const line = text.slice(text.lastIndexOf("\n", from - 1) + 1, word.from);
  return /^\s*from\s+fivetran_connector_sdk\s+import\s+(?:\(\s*)?(?:\w+(?:\s+as\s+\w+)?\s*,\s*)*$/.test(
    line,
  );
}

function rowRole(facts: ProjectFacts, file: string, cursor: Cursor): Role | undefined {
  const [row, call] = cursor.brackets;
  const item = row?.items[row.active];
  if (!row || !item || isAtValue(item, cursor) || !isStart(item, cursor)) return undefined;
  if (row.open === "[") return subscriptRole(facts, file, cursor, row);
  const argument = call?.open === "(" ? argumentRole(facts, file, cursor, call) : undefined;
  if (argument?.callee === "Operations.checkpoint") return { kind: "key", of: "state" };
  const [, operation] = argument?.callee.split("Operations.") ?? [];
  if (call && operation !== undefined) {
    return argument?.parameter?.type === "dict"
      ? { kind: "row", row, operation, tables: rowTables(facts, file, row, call) }
      : undefined;
  }
  const tables = rowTables(facts, file, row, undefined);
  return tables.length === 0 ? undefined : { kind: "row", row, operation: undefined, tables };
}

/** `row["id"] = …` of a variable that is given to an operation. */
function subscriptRole(
  facts: ProjectFacts,
  file: string,
  { text }: Cursor,
  bracket: Bracket,
): Role | undefined {
  const { head, from } = bracket;
  const line = text.slice(text.lastIndexOf("\n", from) + 1, from - head.length);
  if (head === "" || line.trim() !== "") return undefined;
  const tables = rowTables(facts, file, head, undefined);
  return tables.length === 0
    ? undefined
    : { kind: "row", row: undefined, operation: undefined, tables };
}
