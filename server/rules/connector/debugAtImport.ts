/** `connector.debug()` where Fivetran runs it: it imports the file. */
import type { PythonModule, Span } from "../../python/ast.ts";
import { fix, placeIn, problemAt } from "../problem.ts";
import type { Fix, Rule } from "../rule.ts";
import { indentationAt, lineStart, replaced } from "../sourceEdits.ts";

const file = "connector.py";

export const debugAtImportRule: Rule = function* (facts) {
  const module = facts.modules.get(file);
  const names = new Set(["connector", ...facts.connectors.map(({ name }) => name)]);
  for (const statement of module?.body ?? []) {
    const call = statement.kind === "ExpressionStatement" ? statement.value : undefined;
    if (call?.kind !== "Call" || call.callee.kind !== "Attribute" || !module) continue;
    const { value, attribute } = call.callee;
    const isConnector =
      (value.kind === "Name" && names.has(value.id)) ||
      facts.connectors.some(({ call: made }) => made === value);
    if (!isConnector || !/^(debug|run)$/.test(attribute.text)) continue;
    yield problemAt(
      placeIn(file, call),
      "debug-at-import",
      `Fivetran imports this file, and every import runs this line: put it under if __name__ == "__main__":.`,
      { fixes: value.kind === "Name" ? underMain(module, statement) : [] },
    );
  }
};

function underMain({ text }: PythonModule, statement: Span): readonly Fix[] {
  const { from, to } = statement;
  const isAlone = text.slice(lineStart(text, from), from) === "" && !indentationAt(text, from);
  if (!isAlone) return [];
  const lines = text.slice(from, to).split("\n").join("\n    ");
  const edit = replaced(placeIn(file, statement), `if __name__ == "__main__":\n    ${lines}`);
  return [fix('Put it under if __name__ == "__main__"', [edit])];
}
