/** From what a value is at one moment of evaluation to what it is for ever. */
import type { Live, LiveClass, Single } from "./live.ts";
import { singlesOf } from "./live.ts";
import type { ClassValue, Place, UnionValue, UnknownValue, Value } from "./values.ts";

/** Deeper than rows and schemas are; what holds itself ends here, too. */
const maximalDepth = 8;

export function toValue(live: Live, depth = 0): Value {
  if (live.kind !== "union") return toSingle(live, depth);
  const alternatives = singlesOf(live).map((single) => toSingle(single, depth));
  return { kind: "union", place: live.place, alternatives };
}

function toSingle(live: Single, depth: number): Exclude<Value, UnionValue> {
  const { place } = live;
  if (depth > maximalDepth) return toUnknown("it is nested too deep", place);
  switch (live.kind) {
    case "sequence": {
      const { type, content } = live;
      if (type === "iterator" || type === "view") {
        return { kind: "result", of: `builtins.${type}`, place };
      }
      const elements = content.elements.map(({ value, isCertain }) => ({
        value: toValue(value, depth + 1),
        isCertain,
      }));
      const rest = content.rest && toValue(content.rest, depth + 1);
      return { kind: "sequence", type, elements, isOpen: rest !== undefined, rest, place };
    }
    case "dict": {
      const entries = live.content.entries.map((entry) => ({
        key: toValue(entry.key, depth + 1),
        keyPlace: entry.keyPlace,
        value: toValue(entry.value, depth + 1),
        isCertain: entry.isCertain,
      }));
      if (live.origin === "configuration") return { kind: "configuration", place };
      if (live.origin === "state") return { kind: "state", isWhole: true, entries, place };
      const overwritten = live.content.overwritten.map((entry) => ({
        key: toValue(entry.key, depth + 1),
        keyPlace: entry.keyPlace,
        value: toValue(entry.value, depth + 1),
        isCertain: entry.isCertain,
      }));
      return { kind: "dict", entries, overwritten, isOpen: live.content.isOpen, place };
    }
    case "function": {
      const { definition, file, self } = live;
      return {
        kind: "function",
        definition,
        file,
        self: self && toValue(self, depth + 1),
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
      return { kind: "external", name: `builtins.${typeName(live.receiver)}.${live.name}`, place };
    case "unknown":
      return toUnknown(live.reason, place, live.configurationKeys);
    default:
      return live;
  }
}

/** Without the objects that it may be. */
export function toUnknown(
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
