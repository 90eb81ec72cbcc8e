/** schema() for a connector that has none, given to its Connector(). */
import { entryText, spread, type NewTable } from "../../edits/entryText.ts";
import { styleOf } from "../../edits/declare.ts";
import type { ProjectFacts } from "../../model/facts.ts";
import type { Statement } from "../../python/ast.ts";
import type { FileEdit } from "../../rules/rule.ts";
import { indentationAt, inserted, itemAdded, lineStart } from "../../rules/sourceEdits.ts";
import type { Refusal } from "../feature.ts";

export function createSchema(
  facts: ProjectFacts,
  tables: readonly NewTable[],
): readonly FileEdit[] | Refusal {
  const [connector, ...others] = facts.connectors;
  const module = connector && facts.modules.get(connector.file);
  if (!connector || !module || others.length > 0) {
    return { refused: "There is no one Connector() that schema() could be given to." };
  }
  const { file, call } = connector;
  if (connector.arguments.has("schema") || call.arguments.some(({ stars }) => stars > 0)) {
    return { refused: "What Connector() is given as schema cannot be read." };
  }
  if (module.body.some(isNamedSchema)) {
    return {
      refused:
        "There is a schema() that Connector() is not given. Write Connector(update=update, schema=schema).",
    };
  }
  const statement = module.body.find(({ from, to }) => from <= call.from && call.to <= to);
  const update = facts.update?.file === file ? facts.update.definition : undefined;
  const before = module.body.find((one) => one === update) ?? statement;
  if (!before || indentationAt(module.text, before.from) !== "") {
    return { refused: "There is no place for schema() at the top of the file." };
  }
  const style = styleOf(facts, { file, text: module.text });
  const inner = style.indentation;
  const entries = tables.map((table) => entryText(table, style, inner + inner));
  const text = `def schema(configuration: dict):\n${inner}return ${spread("[", entries, "]", inner, inner)}\n\n\n`;
  return [
    inserted(file, startOf(module.text, before), text),
    ...itemAdded({ file, text: module.text }, call, "schema=schema"),
  ];
}

function isNamedSchema(statement: Statement): boolean {
  return "name" in statement && statement.name.text === "schema";
}

/** Before its decorators, and comments that stand right before it. */
function startOf(text: string, statement: Statement): number {
  const decorators = "decorators" in statement ? statement.decorators : [];
  let start = lineStart(text, Math.min(statement.from, ...decorators.map(({ from }) => from)));
  for (;;) {
    const previous = lineStart(text, start - 1);
    if (start === 0 || !text.slice(previous, start).startsWith("#")) return start;
    start = previous;
  }
}
