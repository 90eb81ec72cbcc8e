/** From what a value is at one moment of evaluation to what it is for ever. */
import type { Live, LiveClass, LiveEntry, Single } from "./live.ts";
import { singlesOf } from "./live.ts";
import type { ClassValue, Entry, Place, UnionValue, UnknownValue, Value } from "./values.ts";

/** Deeper than rows and schemas are. */
const maximalDepth = 12;

/** Parts of a value that are copied; a list may hold itself, or another many times. */
export const usualSize = 1000;

export function toValue(live: Live, size = usualSize): Value {
  return new Snapshot(size).of(live, 0);
}

class Snapshot {
  #left: number;

  constructor(size: number) {
    this.#left = size;
  }

  of(live: Live, depth: number): Value {
    if (live.kind !== "union") return this.#ofSingle(live, depth);
    const alternatives = singlesOf(live).map((single) => this.#ofSingle(single, depth));
    return { kind: "union", place: live.place, alternatives };
  }

  #ofSingle(live: Single, depth: number): Exclude<Value, UnionValue> {
    const { place } = live;
    if (depth > maximalDepth || this.#left-- <= 0) return toUnknown("it is too large", place);
    switch (live.kind) {
      case "sequence": {
        const { type, content } = live;
        if (type === "iterator" || type === "view") {
          return { kind: "result", of: `builtins.${type}`, place };
        }
        const elements = content.elements.map(({ value, isCertain }) => ({
          value: this.of(value, depth + 1),
          isCertain,
        }));
        const rest = content.rest && this.of(content.rest, depth + 1);
        return { kind: "sequence", type, elements, isOpen: rest !== undefined, rest, place };
      }
      case "dict": {
        const { origin, content } = live;
        if (origin === "configuration") return { kind: "configuration", place };
        const entries = this.#entries(content.entries, depth);
        if (origin === "state") return { kind: "state", isWhole: true, entries, place };
        const overwritten = this.#entries(content.overwritten, depth);
        return { kind: "dict", entries, overwritten, isOpen: content.isOpen, place };
      }
      case "function": {
        const { definition, file, self } = live;
        return {
          kind: "function",
          definition,
          file,
          self: self && this.of(self, depth + 1),
          place,
        };
      }
      case "class":
        return toClass(live);
      case "instance":
        return { kind: "instance", of: toClass(live.of), place };
      case "module":
        return { kind: "module", file: live.file, place };
      case "method":
        return {
          kind: "external",
          name: `builtins.${typeName(live.receiver)}.${live.name}`,
          place,
        };
      case "unknown":
        return toUnknown(live.reason, place, live.configurationKeys);
      default:
        return live;
    }
  }

  #entries(entries: readonly LiveEntry[], depth: number): readonly Entry[] {
    return entries.map((entry) => ({
      ...entry,
      key: this.of(entry.key, depth + 1),
      value: this.of(entry.value, depth + 1),
    }));
  }
}

/** Without the objects that it may be. */
function toUnknown(
  reason: string,
  place: Place | undefined,
  configurationKeys: readonly string[] = [],
): UnknownValue {
  return { kind: "unknown", reason, place, configurationKeys };
}

function toClass({ definition, file, place }: LiveClass): ClassValue {
  return { kind: "class", definition, file, place };
}

/** As Python calls it. */
export function typeName(value: Single): string {
  switch (value.kind) {
    case "sequence":
      return value.type;
    case "text":
    case "partialText":
    case "configurationText":
      return "str";
    case "number":
      return value.isInteger ? "int" : "float";
    case "boolean":
      return "bool";
    default:
      return value.kind;
  }
}
