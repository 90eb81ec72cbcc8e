/** connector.py and the object that Fivetran imports from it. */
import type { Place } from "../../evaluation/values.ts";
import type { ConnectorFact, ProjectFacts } from "../../model/facts.ts";
import type { PythonModule, Statement } from "../../python/ast.ts";
import { bindingsOf, isBound, usesOf } from "../bindings.ts";
import { fix, placeIn, problemAt, unreadable } from "../problem.ts";
import type { FileEdit, Fix, Problem, Rule } from "../rule.ts";
import { indentationAt, inserted, lineEnd, lineStart, replaced } from "../sourceEdits.ts";
import { isMain } from "./main.ts";

const connectorFile = "connector.py";

export const connectorObjectRule: Rule = function* (facts) {
  const module = facts.modules.get(connectorFile);
  const text = facts.files.text(connectorFile);
  if (text === undefined) {
    if (facts.files.paths.includes(connectorFile)) yield unreadable(connectorFile, "syntax-error");
    else yield* fileNameProblems(facts);
  }
  if (module) yield* objectProblems(facts, module);
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
      { fixes: statement && !isBound(module.body, "connector") ? [fix("Assign it", [edit])] : [] },
    );
  }
  const isFree = !isBound(module.body, "connector");
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
    { fixes: movesOut(module, connector) },
  );
}

function movesOut(module: PythonModule, { call, name }: ConnectorFact): readonly Fix[] {
  const { body, text } = module;
  const outer = body.find(({ from, to }) => from <= call.from && call.to <= to);
  if (outer?.kind !== "If" && outer?.kind !== "FunctionDefinition") return [];
  const statement = outer.body.find(({ from, to }) => from <= call.from && call.to <= to);
  const start = statement && lineStart(text, statement.from);
  const isMovable = statement?.kind === "Assignment" && statement.value === call;
  const { names } = bindingsOf(body, (node) => node === outer);
  const isKnown = call.arguments.every(({ value }) => value.kind === "Name" && names.has(value.id));
  if (
    !isMovable ||
    name !== "connector" ||
    !isKnown ||
    start === undefined ||
    start <= outer.from
  ) {
    return [];
  }
  const indentation = indentationAt(text, statement.from);
  const lines = text.slice(statement.from, statement.to).split(`\n${indentation}`).join("\n");
  const title = "Move it to the top level";
  if (outer.kind === "If" && outer.body.length === 1 && outer.otherwise.length === 0) {
    return [fix(title, [replaced(placeIn(connectorFile, outer), lines)])];
  }
  const removed =
    outer.body.length === 1
      ? replaced(placeIn(connectorFile, statement), "pass")
      : replaced(linesOf(text, statement), "");
  return [fix(title, [atEnd(module, `${lines}\n`), removed])];
}

function linesOf(text: string, { from, to }: Statement): Place {
  return {
    file: connectorFile,
    from: lineStart(text, from),
    to: Math.min(text.length, lineEnd(text, to) + 1),
  };
}

/** After everything that Fivetran runs. */
function atEnd({ body, text }: PythonModule, lines: string): FileEdit {
  const main = body.find((statement) => statement.kind === "If" && isMain(statement));
  if (main) return inserted(connectorFile, main.from, `${lines}\n`);
  return inserted(connectorFile, text.length, `${text.endsWith("\n") ? "" : "\n"}\n\n${lines}`);
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
  return [fix("Add connector = Connector(…)", [...importing, atEnd(module, object)])];
}
