/** Whether texts that name a subject are used for nothing else, and where else in the project the same name has to change. */
import type { Place } from "../../evaluation/values.ts";
import type { ProjectFacts } from "../../model/facts.ts";
import type { Comparison, Expression, Span } from "../../python/ast.ts";
import type { Refusal } from "../feature.ts";
import { isReference } from "./calls.ts";
import { usesOf, usesOfParameter, usesOfStored, type Use } from "./flow.ts";
import { readTree, type Part, type ProjectTree } from "./projectTree.ts";
import { isSubscript } from "./rowReads.ts";
import { isSame, type SubjectsAt } from "./subjectAt.ts";
import { plainLiteral, type Occurrence, type Subject } from "./subject.ts";

/** What decides about a use. */
interface Scene {
  readonly tree: ProjectTree;
  /** Places that are of the subject and of nothing else. */
  readonly own: ReadonlySet<string>;
  /** Places of texts that name something else. */
  readonly others: ReadonlySet<string>;
  /** Variables that may hold the configuration; none for another subject than a key of it. */
  readonly configuration: ReadonlySet<string>;
  /** Calls that only show people what they are given. */
  readonly shown: ReadonlySet<string>;
}

/** The places of all texts that have to change, quotes included. */
export function ownUses(
  facts: ProjectFacts,
  subject: Subject,
  written: readonly Occurrence[],
  found: SubjectsAt,
  refuse: (place: Place, reason: string) => Refusal,
): readonly Place[] | Refusal {
  const scene = sceneOf(facts, subject, found);
  const { tree } = scene;
  const places = new Map<string, Place>();
  for (const place of written) {
    if (scene.others.has(keyOf(place))) return refuse(place, "its text names something else, too");
    places.set(keyOf(place), place);
    if (!facts.modules.has(place.file)) continue;
    const expression = tree.expressionAt(place.file, place);
    if (expression?.kind !== "Text" || expression.literals.length !== 1) {
      return refuse(place, "its name is put together");
    }
    const holder = tree.parentOf(expression);
    const isStored = subject.kind === "column" && holder !== undefined && isSubscript(holder);
    const uses = isStored
      ? usesOfStored(tree, holder)
      : usesOf(tree, expression, scene.configuration);
    for (const use of uses) {
      if (use.kind === "key") {
        const literal = { ...use.literal, file: tree.fileOf(use.literal) };
        if (scene.own.has(keyOf(literal))) continue;
        const { text } = facts.modules.get(literal.file) ?? { text: "" };
        if (!use.isSure || scene.others.has(keyOf(literal))) {
          return refuse(literal, "what is read there may be of something else");
        }
        if (!plainLiteral(text, literal)) return refuse(literal, "its name has escapes");
        // It is read in place, so it goes nowhere.
        places.set(keyOf(literal), literal);
      } else if (!isOwn(use, scene) && !isRead(use, scene) && !isHarmless(use, scene)) {
        const part = use.kind === "argument" ? use.argument : use.part;
        return refuse(placeOf(part, tree), "its text is used for something else there");
      }
    }
  }
  return [...places.values()];
}

function sceneOf(
  facts: ProjectFacts,
  subject: Subject,
  { occurrences, everywhere }: SubjectsAt,
): Scene {
  const tree = readTree(facts);
  const rows = occurrences.rows.filter(
    ({ tables }) =>
      subject.kind === "column" &&
      tables.length > 0 &&
      tables.every((table) => isOf(subject, table)),
  );
  const others = occurrences.all.filter((one) => one.isText && !isSame(one.subject, subject));
  const shown = facts.calls.filter(({ name }) =>
    /^(?:fivetran_connector_sdk\.Logging\.|builtins\.print$|logging\.)/.test(name),
  );
  return {
    tree,
    own: new Set([...everywhere, ...rows].map(keyOf)),
    others: new Set(others.map(keyOf)),
    configuration: subject.kind === "key" ? configurationVariables(facts, tree) : new Set(),
    shown: new Set(shown.map(({ file, call }) => keyOf({ ...call, file }))),
  };
}

function isOf(
  subject: Extract<Subject, { kind: "column" }>,
  { schema, name }: { readonly schema: string | undefined; readonly name: string },
): boolean {
  return subject.table === name && subject.schema === schema;
}

function isOwn(use: Use, { own, tree }: Scene): boolean {
  const part =
    use.kind === "argument" ? use.argument.value : use.kind === "other" ? use.part : use.literal;
  return own.has(keyOf(placeOf(part, tree)));
}

/** The variables that may hold the configuration. */
function configurationVariables(facts: ProjectFacts, tree: ProjectTree): ReadonlySet<string> {
  const tests = (facts.form?.tests ?? []).flatMap(({ func }) =>
    func?.value.kind === "function" && func.value.definition.kind === "FunctionDefinition"
      ? [{ file: func.value.file, definition: func.value.definition }]
      : [],
  );
  const functions = [facts.update, facts.schema.function, ...tests];
  return new Set(
    functions.flatMap((one) => (one ? [...usesOfParameter(tree, one, 0).variables] : [])),
  );
}

/** Whether the text is looked up in the configuration: `configuration[name]`, `configuration.get(name)`, `name in configuration`. */
function isRead(use: Use, { configuration, tree }: Scene): boolean {
  const isConfiguration = (expression: Expression | undefined): boolean =>
    expression !== undefined &&
    isReference(expression) &&
    configuration.has(tree.variableOf(expression));
  if (use.kind === "argument") {
    const { callee } = use.call;
    return callee.kind === "Attribute" && isConfiguration(callee.value);
  }
  const parent = use.kind === "other" ? tree.parentOf(use.part) : undefined;
  if (!parent || !("kind" in parent)) return false;
  if (isSubscript(parent)) return isConfiguration(parent.value);
  return parent.kind === "Comparison" && isConfiguration((parent as Comparison).rest[0]?.value);
}

/** What is only shown to people: log lines, prints and the messages of errors. */
function isHarmless(use: Use, { shown, tree }: Scene): boolean {
  let part: Part | undefined =
    use.kind === "argument" ? use.call : use.kind === "other" ? use.part : undefined;
  for (; part; part = tree.parentOf(part)) {
    if (!("kind" in part)) continue;
    if (part.kind === "Raise") return true;
    if (part.kind === "Call" && shown.has(keyOf(placeOf(part, tree)))) return true;
    if (part.kind === "ExpressionStatement" || part.kind === "Assignment") return false;
  }
  return false;
}

function placeOf(part: Part, tree: ProjectTree): Place {
  const { from, to } = part as Span;
  return { file: tree.fileOf(part), from, to };
}

function keyOf({ file, from }: Place): string {
  return `${file} ${from}`;
}
