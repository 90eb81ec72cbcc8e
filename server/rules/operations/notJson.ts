/** What json.dumps refuses in a value, and where in it. */
import { isAlways, type DictValue, type Entry, type Value } from "../../evaluation/values.ts";
import { choice, fix } from "../problem.ts";
import type { Fix } from "../rule.ts";
import { wrapped } from "../sourceEdits.ts";
import { resultKind } from "./resultKinds.ts";

export interface NotJson {
  readonly value: Value;
  /** From the outermost value: `.cursors["day of"][0]`. */
  readonly path: string;
  /** "set", "datetime" */
  readonly what: string;
  readonly fixes: readonly Fix[];
}

const conversions: Readonly<
  Record<string, { readonly what: string; readonly before: string; readonly after: string }>
> = {
  set: { what: "set", before: "list(", after: ")" },
  bytes: { what: "bytes", before: "", after: ".decode()" },
  bytearray: { what: "bytearray", before: "", after: ".decode()" },
  datetime: { what: "datetime", before: "", after: ".isoformat()" },
  date: { what: "date", before: "", after: ".isoformat()" },
  decimal: { what: "Decimal", before: "str(", after: ")" },
  uuid: { what: "UUID", before: "str(", after: ")" },
};

/** Whether nothing that is not known may have replaced the entry. */
export type IsKept = (entry: Entry, dict: DictValue) => boolean;

/** The first such value; undefined when there is none of which it is certain. */
export function notJson(value: Value, isKept: IsKept, path = ""): NotJson | undefined {
  switch (value.kind) {
    case "bytes":
      return converted(value, path, "bytes");
    case "result":
      return converted(value, path, resultKind(value.of));
    case "sequence":
      return value.type === "set"
        ? converted(value, path, "set")
        : firstOf(value.elements, (element, index) =>
            notJson(element.value, isKept, `${path}[${String(index)}]`),
          );
    case "dict":
      return firstOf(value.entries, (entry) =>
        isKept(entry, value) ? inEntry(entry, isKept, path) : undefined,
      );
    case "state":
      return firstOf(value.entries, (entry) => inEntry(entry, isKept, path));
    case "union":
      return isAlways(value, (each) => notJson(each, isKept) !== undefined)
        ? firstOf(value.alternatives, (each) => notJson(each, isKept, path))
        : undefined;
    default:
      return undefined;
  }
}

function inEntry({ key, value }: Entry, isKept: IsKept, path: string): NotJson | undefined {
  const name = key.kind === "text" ? key.value : "…";
  return notJson(
    value,
    isKept,
    path + (/^[a-z_]\w*$/i.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`),
  );
}

function firstOf<Item>(
  items: readonly Item[],
  look: (item: Item, index: number) => NotJson | undefined,
): NotJson | undefined {
  for (const [index, item] of items.entries()) {
    const found = look(item, index);
    if (found) return found;
  }
  return undefined;
}

function converted(value: Value, path: string, kind: string | undefined): NotJson | undefined {
  const conversion = kind !== undefined && Object.hasOwn(conversions, kind) && conversions[kind];
  if (!conversion) return undefined;
  const { what, before, after } = conversion;
  const title = `Convert it with ${before === "" ? after.slice(1) : `${before}…)`}`;
  // What bytes hold may be no text.
  const make = after === ".decode()" ? choice : fix;
  return {
    value,
    path,
    what,
    fixes: value.place ? [make(title, wrapped(value.place, before, after))] : [],
  };
}
