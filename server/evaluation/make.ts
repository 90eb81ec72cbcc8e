/** Makes values. */
import type { LiveUnknown, Single } from "./live.ts";
import type {
  BooleanValue,
  ExternalValue,
  NoneValue,
  NumberValue,
  PartialText,
  Place,
  ResultValue,
  TextValue,
} from "./values.ts";

export function unknown(
  reason: string,
  place?: Place,
  objects: readonly Single[] = [],
  configurationKeys: readonly string[] = [],
): LiveUnknown {
  return { kind: "unknown", reason, place, objects, configurationKeys };
}

export function text(value: string, place: Place | undefined, isLiteral = false): TextValue {
  return { kind: "text", value, isLiteral, place };
}

export function partialText(
  place: Place | undefined,
  parts: readonly string[] = [],
  configurationKeys: readonly string[] = [],
): PartialText {
  return { kind: "partialText", parts, configurationKeys, place };
}

export function integer(value: number | bigint, place?: Place): NumberValue {
  return { kind: "number", value, isInteger: true, place };
}

export function float(value: number, place?: Place): NumberValue {
  return { kind: "number", value, isInteger: false, place };
}

export function boolean(value: boolean, place?: Place): BooleanValue {
  return { kind: "boolean", value, place };
}

export function none(place?: Place): NoneValue {
  return { kind: "none", place };
}

export function external(name: string, place?: Place): ExternalValue {
  return { kind: "external", name, place };
}

export function resultOf(name: string, place?: Place): ResultValue {
  return { kind: "result", of: name, place };
}
