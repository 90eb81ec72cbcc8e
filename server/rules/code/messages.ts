/** Arguments of a call as one text: what a log method takes. */
import type { Argument, Call, Expression, ImportFrom, PythonModule } from "../../python/ast.ts";
import { bindingsOf } from "../bindings.ts";
import type { FileEdit } from "../rule.ts";
import { inserted, lineEnd } from "../sourceEdits.ts";

/** `"found %s rows", count` as `f"found {count} rows"`; undefined where that is not plain. */
export function formattedMessage(text: string, { arguments: given }: Call): string | undefined {
  const [first, ...rest] = given;
  if (first?.value.kind !== "Text" || first.value.literals.length !== 1) return undefined;
  const literal = text.slice(first.from, first.to);
  const [, quote, content] = /^("|')((?:(?!\1)[^\\\n])*)\1$/.exec(literal) ?? [];
  if (quote === undefined || content === undefined) return undefined;
  let index = 0;
  let isPlain = !rest.some(({ name, stars }) => name !== undefined || stars > 0);
  const message = content.replaceAll(
    /%(?:(\.\d+f)|([srd%])|.?)|[{}]/g,
    (found, precision, letter) => {
      if (found === "{" || found === "}") return found + found;
      if (letter === "%") return "%";
      const value = rest[index++]?.value;
      const shown = value && placeable(text, value);
      if (shown === undefined || (precision === undefined && letter === undefined)) isPlain = false;
      const format = typeof precision === "string" ? `:${precision}` : letter === "r" ? "!r" : "";
      return `{${shown ?? ""}${format}}`;
    },
  );
  return isPlain && index === rest.length ? `f${quote}${message}${quote}` : undefined;
}

/** What `print` would write, as one argument. */
export function printedMessage(text: string, given: readonly Argument[]): string | undefined {
  const values = given.filter(({ name }) => name?.text !== "flush");
  const [only] = values;
  if (!only || values.some(({ name, stars }) => name !== undefined || stars > 0)) return undefined;
  const source = text.slice(only.from, only.to);
  if (values.length === 1) {
    return only.value.kind === "Text" || only.value.kind === "FormattedText"
      ? source
      : `str(${source})`;
  }
  const parts = values.map(({ value }) => {
    const shown = placeable(text, value);
    const plain = value.kind === "Text" && value.literals.length === 1 ? value.value : undefined;
    if (plain !== undefined) return /["\\{}\n]/.test(plain) ? undefined : plain;
    return shown === undefined ? undefined : `{${shown}}`;
  });
  return parts.includes(undefined) ? undefined : `f"${parts.join(" ")}"`;
}

/** An expression as it may stand in an f-string of any Python. */
function placeable(text: string, value: Expression): string | undefined {
  const source = text.slice(value.from, value.to);
  const isPlain = ["Name", "Attribute", "Subscript", "Call", "Number", "Binary"].includes(
    value.kind,
  );
  return isPlain && !/["'\\\n{}#!:]/.test(source) ? source : undefined;
}

/** The name by which a module has the SDK's log, and what to add where it has none; undefined where `log` is something else. */
export function logName(
  file: string,
  { body, text }: PythonModule,
): { readonly name: string; readonly edits: readonly FileEdit[] } | undefined {
  const imports = body.filter(
    (node): node is ImportFrom =>
      node.kind === "ImportFrom" && node.module?.text === "fivetran_connector_sdk",
  );
  for (const { names } of imports) {
    const found = names.find(({ name }) => name.text === "Logging");
    if (found) return { name: found.alias?.text ?? found.name.text, edits: [] };
  }
  if (bindingsOf(body).names.has("log")) return undefined;
  const last =
    imports.at(-1) ?? body.findLast(({ kind }) => kind === "Import" || kind === "ImportFrom");
  if (!last) return undefined;
  const line = "\nfrom fivetran_connector_sdk import Logging as log";
  return { name: "log", edits: [inserted(file, lineEnd(text, last.to), line)] };
}
