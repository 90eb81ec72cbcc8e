/** Values in messages. */
import { alternativesOf, type Value } from "../../evaluation/values.ts";
import { resultKind } from "./resultKinds.ts";

const names: Readonly<Partial<Record<Value["kind"], string>>> = {
  text: "text",
  partialText: "text",
  boolean: "a boolean",
  none: "None",
  bytes: "bytes",
  dict: "a dictionary",
  function: "a function",
  class: "a class",
  module: "a module",
};

const results: Readonly<Record<string, string>> = {
  datetime: "a datetime",
  date: "a date",
  decimal: "a Decimal",
  uuid: "a UUID",
  json: "text",
  text: "text",
  bytes: "bytes",
  bytearray: "a bytearray",
  float: "a float",
  integer: "an integer",
  boolean: "a boolean",
};

/** With its article: "a list", "text", "a float". */
export function describe(value: Value): string {
  const shown = new Set(alternativesOf(value).map(describeOne));
  return [...shown].join(" or ");
}

function describeOne(value: Value): string {
  if (value.kind === "number") return value.isInteger ? "an integer" : "a float";
  if (value.kind === "sequence") return `a ${value.type}`;
  if (value.kind === "result")
    return results[resultKind(value.of) ?? ""] ?? `what ${value.of}() gives`;
  return names[value.kind] ?? "this";
}
