/** Values as short text: certain parts as Python writes them, `?` after what may be missing, `…` for what may be more. */
import type { Value } from "../../server/evaluation/values.ts";
import { factsOf, type Texts } from "./analysis.ts";

export function shown(value: Value | undefined): string {
  if (!value) return "nothing";
  const mark = (isCertain: boolean): string => (isCertain ? "" : "?");
  switch (value.kind) {
    case "text":
      return `'${value.value}'`;
    case "partialText":
      return `text(${[...value.parts.map((part) => `'${part}'`), ...value.configurationKeys].join(" ")})`;
    case "number":
      return String(value.value);
    case "boolean":
      return value.value ? "True" : "False";
    case "none":
      return "None";
    case "sequence": {
      const elements = value.elements.map(
        ({ value: each, isCertain }) => shown(each) + mark(isCertain),
      );
      const rest = value.isOpen ? [`…${shown(value.rest)}`] : [];
      const inside = [...elements, ...rest].join(", ");
      return value.type === "list"
        ? `[${inside}]`
        : value.type === "tuple"
          ? `(${inside})`
          : `{${inside}}`;
    }
    case "dict": {
      const entries = value.entries.map(
        ({ key, value: each, isCertain }) => `${shown(key)}${mark(isCertain)}: ${shown(each)}`,
      );
      return `{${[...entries, ...(value.isOpen ? ["…"] : [])].join(", ")}}`;
    }
    case "union":
      return value.alternatives.map(shown).join(" | ");
    case "configurationText":
      return `configuration(${value.key ?? "…"})`;
    case "unknown":
      return value.configurationKeys?.length
        ? `unknown(${value.configurationKeys.join(" ")})`
        : "unknown";
    case "result":
      return `${value.of}()`;
    case "external":
      return value.name;
    default:
      return value.kind;
  }
}

/** What schema() returns, given its body. */
export function returnedBy(body: string, top = "", others: Texts = {}): string {
  const text = `from fivetran_connector_sdk import Connector
${top}
def schema(configuration):
${body
  .trim()
  .split("\n")
  .map((line) => `    ${line}`)
  .join("\n")}

connector = Connector(update=lambda configuration, state: None, schema=schema)
`;
  return shown(factsOf({ "connector.py": text, ...others }).schema.returned);
}
