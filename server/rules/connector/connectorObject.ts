/** connector.py and the object that Fivetran imports from it. */
import type { Place } from "../../evaluation/values.ts";
import type { ConnectorFact, ProjectFacts } from "../../model/facts.ts";
import type { If, PythonModule, Statement } from "../../python/ast.ts";
import { bindingsOf, mentions, usesOf } from "../bindings.ts";
import { fix, placeIn, problemAt } from "../problem.ts";
import type { FileEdit, Fix, Problem, Rule } from "../rule.ts";
import { indentationAt, inserted, lineEnd, lineStart, replaced } from "../sourceEdits.ts";
import { isMain } from "./main.ts";

const connectorFile = "connector.py";

export const connectorObjectRule: Rule = function* (facts) {
  const module = facts.modules.get(connectorFile);
  const text = facts.files.text(connectorFile);
  if (text === undefined) yield* fileNameProblems(facts);
  else if (module) yield* objectProblems(facts, module);
};

function* fileNameProblems({ files }: ProjectFacts): Iterable<Problem> {
  const file = files.paths.find((path) => path.toLowerCase() === connectorFile);
  const text = file && files.text(file);
  if (file === undefined || text === undefined) return;
  yield problemAt(
    { file, from: 0, to: lineEnd(text, 0) },
    "connector-file-name",
    `Fivetran looks for connector.py, in lower case: rename ${file}.`,
  );
}

function* objectProblems(facts: ProjectFacts, module: PythonModule): Iterable<Problem> {
  const bindings = bindingsOf(module.body, (node) => node.kind === "If" && isMain(node));
  if (bindings.isOpen || bindings.names.has("connector")) return;
  const own = facts.connectors.filter(({ file }) => file === connectorFile);
  const importable = own.filter(({ position }) => position === "module" || position === "branch");
  if (importable.length > 0) {
    for (const connector of importable) yield nameProblem(module, connector);
    return;
  }
  const [hidden] = own;
  if (hidden) {
    if (!isGlobal(module)) yield positionProblem(module, hidden);
  } else if (module.problems.length === 0) {
    yield problemAt(
      { file: connectorFile, from: 0, to: lineEnd(module.text, 0) },
      "connector-missing",
      "Fivetran imports a variable called connector from this file, and there is none: add connector = Connector(update=update, schema=schema).",
      { fixes: creations(facts, module) },
    );
  }
}

function nameProblem(module: PythonModule, { call, name, namePlace }: ConnectorFact): Problem {
  if (name === undefined || !namePlace) {
    const statement = module.body.find(({ from }) => from === call.from);
    const edit = inserted(connectorFile, call.from, "connector = ");
    return problemAt(
      placeIn(connectorFile, call.callee),
      "connector-name",
      "Fivetran imports the Connector object from a variable called connector: assign it to that.",
      { fixes: statement && !mentions(module.body, "connector") ? [fix("Assign it", [edit])] : [] },
    );
  }
  const isFree = !mentions(module.body, "connector");
  const uses = isFree ? usesOf(module.body, name) : undefined;
  return problemAt(
    namePlace,
    "connector-name",
    `Fivetran imports a variable called connector: rename ${name}.`,
    {
      fixes: uses
        ? [
            fix(
              "Rename it to connector",
              uses.map((use) => replaced(placeIn(connectorFile, use), "connector")),
            ),
          ]
        : [],
    },
  );
}

/** A function may give the module its connector. */
function isGlobal({ text }: PythonModule): boolean {
  return /^\s+global\b.*\bconnector\b/m.test(text);
}

function positionProblem(module: PythonModule, connector: ConnectorFact): Problem {
  const { call, namePlace, position } = connector;
  const where: Readonly<Record<ConnectorFact["position"], string>> = {
    main: 'under if __name__ == "__main__", which Fivetran does not run',
    function: "in a function",
    class: "in a class",
    branch: "in a branch",
    module: "here",
  };
  return problemAt(
    namePlace ?? placeIn(connectorFile, call.callee),
    "connector-position",
    `Fivetran imports connector from this file and does not find it ${where[position]}: move it to the top level.`,
    { fixes: position === "main" ? movesOut(module, connector) : [] },
  );
}

function movesOut(module: PythonModule, { call, name }: ConnectorFact): readonly Fix[] {
  const main = module.body.find(
    (statement): statement is If =>
      statement.kind === "If" && statement.from <= call.from && call.to <= statement.to,
  );
  const statement = main?.body.find(({ from, to }) => from <= call.from && call.to <= to);
  const { text } = module;
  if (!main || !statement || name !== "connector" || statement.kind !== "Assignment") return [];
  const { names } = bindingsOf(module.body, (node) => node === main);
  const isKnown = call.arguments.every(({ value }) => value.kind === "Name" && names.has(value.id));
  const start = lineStart(text, statement.from);
  const indentation = indentationAt(text, statement.from);
  if (!isKnown || start <= main.from) return [];
  const lines = text.slice(statement.from, statement.to).split(`\n${indentation}`).join("\n");
  const edits: FileEdit[] =
    main.body.length === 1 && main.otherwise.length === 0
      ? [replaced(placeIn(connectorFile, main), lines)]
      : [
          inserted(connectorFile, main.from, `${lines}\n\n`),
          replaced(removedLines(text, statement), ""),
        ];
  return [fix("Move it to the top level", edits)];
}

function removedLines(text: string, { from, to }: Statement): Place {
  return {
    file: connectorFile,
    from: lineStart(text, from),
    to: Math.min(text.length, lineEnd(text, to) + 1),
  };
}

/** The object, after the functions that it is made of. */
function creations(facts: ProjectFacts, module: PythonModule): readonly Fix[] {
  const { body, text } = module;
  const functions = new Map(
    body.flatMap((each) => (each.kind === "FunctionDefinition" ? [[each.name.text, each]] : [])),
  );
  const isCallable = (name: string, parameters: readonly string[]): boolean => {
    const definition = functions.get(name);
    return (
      definition?.isAsync === false &&
      definition.decorators.length === 0 &&
      definition.parameters.map((each) => each.name.text).join() === parameters.join()
    );
  };
  const { names } = bindingsOf(body);
  const imported = facts.modules.size > 0 && names.has("Connector");
  if (!isCallable("update", ["configuration", "state"])) return [];
  const schema = isCallable("schema", ["configuration"]) ? ", schema=schema" : "";
  const object = `connector = Connector(update=update${schema})\n`;
  const main = body.find((statement) => statement.kind === "If" && isMain(statement));
  const end = main?.from ?? text.length;
  const before = main || text.endsWith("\n") ? "" : "\n";
  const lines = main ? `${object}\n` : `${before}\n\n${object}`;
  const first = body.find(({ kind }) => kind === "Import" || kind === "ImportFrom") ?? body[0];
  const importing = imported
    ? []
    : [
        inserted(
          connectorFile,
          first ? lineStart(text, first.from) : 0,
          "from fivetran_connector_sdk import Connector\n",
        ),
      ];
  return [fix("Add connector = Connector(…)", [...importing, inserted(connectorFile, end, lines)])];
}
