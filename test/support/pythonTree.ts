/** Our tree of a file in the words of dumpPythonTrees.py, so that CPython's can be laid beside it. */
import type { Node, Parameter, PythonModule } from "../../server/python/ast.ts";
import { walk } from "../../server/python/walk.ts";

export function linesOfTree(module: PythonModule): readonly string[] {
  const lines: string[] = [];
  walk(module.body, (node) => {
    lines.push(`${String(node.from)} ${String(node.to)} ${node.kind} ${detailOf(node)}`.trim());
    const values =
      node.kind === "Call" ? node.arguments : node.kind === "ClassDefinition" ? node.bases : [];
    for (const { stars, from, to } of values) {
      if (stars === 1) {
        lines.push(`${String(from)} ${String(to)} Starred`);
      }
    }
    return node.kind !== "FormattedText";
  });
  return lines.sort();
}

function detailOf(node: Node): string {
  switch (node.kind) {
    case "Text":
      return node.value === undefined ? "?" : asciiJson(node.value);
    case "Singleton":
      return node.value === "..."
        ? ""
        : node.value === null
          ? "None"
          : node.value
            ? "True"
            : "False";
    case "Number":
      return node.isInteger
        ? String(node.value)
        : Number.isNaN(node.value) ||
            Math.abs(Number(node.value)) >= 1e15 ||
            Number.isInteger(node.value)
          ? ""
          : pythonFloat(Number(node.value));
    case "Name":
      return node.id;
    case "Attribute":
      return node.attribute.text;
    case "Unary":
    case "Binary":
    case "BooleanOperation":
    case "AugmentedAssignment":
      return node.operator;
    case "Comparison":
      return node.rest.map(({ operator }) => operator).join(" ");
    case "Lambda":
      return parametersOf(node.parameters);
    case "FunctionDefinition":
      return `${node.isAsync ? "async " : ""}${node.name.text}(${parametersOf(node.parameters)}) ${String(node.body.length)} ${String(node.decorators.length)}`;
    case "ClassDefinition":
      return `${node.name.text} ${String(node.body.length)}`;
    case "Call":
      return node.arguments
        .flatMap(({ name, stars }) => (name ? [`${name.text},`] : stars === 2 ? ["**,"] : []))
        .join("");
    case "Import":
      return node.names.map(aliasOf).join(" ");
    case "ImportFrom":
      return `${".".repeat(node.level)}${node.module?.text ?? ""} ${node.names.map(aliasOf).join(" ")}`;
    case "ScopeDeclaration":
      return node.names.map(({ text }) => text).join(" ");
    case "If":
    case "For":
    case "While":
      return `${String(node.body.length)} ${String(node.otherwise.length)}`;
    case "Try":
      return `${String(node.body.length)} ${String(node.otherwise.length)} ${String(node.finally.length)} ${node.handlers.map(({ name }) => name?.text ?? "-").join(" ")}`;
    case "Match":
      return node.cases
        .map(({ binds }) =>
          binds
            .map(({ text }) => text)
            .sort()
            .join(" "),
        )
        .join(" ");
    case "Comprehension":
      return node.clauses
        .map(
          ({ isAsync, conditions }) => `${isAsync ? "async" : "for"}${String(conditions.length)}`,
        )
        .join(" ");
    default:
      return "";
  }
}

function parametersOf(parameters: readonly Parameter[]): string {
  return parameters
    .map(({ name, stars, only }) => {
      const sign = only === "positional" ? "/" : only === "keyword" ? "=" : "*".repeat(stars);
      return sign + name.text;
    })
    .join(" ");
}

function aliasOf({
  name,
  alias,
}: {
  name: { text: string };
  alias: { text: string } | undefined;
}): string {
  return name.text + (alias ? `:${alias.text}` : "");
}

/** As Python's `json.dumps` writes it. */
function asciiJson(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Python writes small numbers with two digits of exponent. */
function pythonFloat(value: number): string {
  const written = String(value);
  if (Math.abs(value) >= 1e-4 || value === 0) {
    return written;
  }
  return value.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
}
