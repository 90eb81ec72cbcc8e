/** What json.dumps refuses in a value, and where in it. */
import {
  isAlways,
  type DictValue,
  type SequenceValue,
  type Value,
} from "../../evaluation/values.ts";
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

/** The first such value; undefined when there is none of which it is certain. */
export function notJson(value: Value, path = ""): NotJson | undefined {
  switch (value.kind) {
    case "bytes":
      return converted(value, path, "bytes");
    case "result":
      return converted(value, path, resultKind(value.of));
    case "sequence":
      return value.type === "set" ? converted(value, path, "set") : inSequence(value, path);
    case "dict":
      return inDict(value, path);
    case "union": {
      const found = value.alternatives.map((each) => notJson(each, path));
      return isAlways(value, (each) => notJson(each) !== undefined) ? found[0] : undefined;
    }
    default:
      return undefined;
  }
}

function converted(value: Value, path: string, kind: string | undefined): NotJson | undefined {
  if (kind === undefined || !Object.hasOwn(conversions, kind)) return undefined;
  const conversion = conversions[kind];
  if (!conversion) return undefined;
  const { what, before, after } = conversion;
  const title = `Convert it with ${before === "" ? after.slice(1) : `${before}…)`}`;
  const make = kind === "bytes" ? choice : fix;
  return {
    value,
    path,
    what,
    fixes: value.place ? [make(title, wrapped(value.place, before, after))] : [],
  };
}

function inSequence({ elements }: SequenceValue, path: string): NotJson | undefined {
  for (const [index, element] of elements.entries()) {
    const found = notJson(element.value, `${path}[${String(index)}]`);
    if (found) return found;
  }
  return undefined;
}

function inDict({ entries, isOpen }: DictValue, path: string): NotJson | undefined {
  for (const { key, value } of isOpen ? [] : entries) {
    const name = key.kind === "text" ? key.value : undefined;
    const step =
      name === undefined ? "[…]" : /^\w+$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
    const found = notJson(value, path + step);
    if (found) return found;
  }
  return undefined;
}
