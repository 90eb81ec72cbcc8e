/** Whether texts that name a subject are used for nothing else, and where else in the project the same name has to change. */
import type { Place } from "../../evaluation/values.ts";
import type { ProjectFacts } from "../../model/facts.ts";
import type { Span } from "../../python/ast.ts";
import type { Refusal } from "../feature.ts";
import { usesOf, type Use } from "./flow.ts";
import { readTree, type Part, type ProjectTree } from "./projectTree.ts";
import type { SubjectsAt } from "./subjectAt.ts";
import { isSame } from "./subjectAt.ts";
import { plainLiteral, type Occurrence, type Subject } from "./subject.ts";

/** The places of all texts that have to change, quotes included. */
export function ownUses(
  facts: ProjectFacts,
  subject: Subject,
  written: readonly Occurrence[],
  { occurrences, everywhere }: SubjectsAt,
  refuse: (place: Place, reason: string) => Refusal,
): readonly Place[] | Refusal {
  const tree = readTree(facts);
  const places = new Map<string, Place>();
  const own = new Set(everywhere.map(keyOf));
  for (const { tables, ...row } of occurrences.rows) {
    if (
      subject.kind === "column" &&
      tables.length > 0 &&
      tables.every((table) => isOf(subject, table))
    )
      own.add(keyOf(row));
  }
  const shared = occurrences.all.filter((one) => !isSame(one.subject, subject));
  const others = new Set(shared.filter(({ isText }) => isText).map(keyOf));
  const open: Place[] = [...written];
  for (let place = open.pop(); place; place = open.pop()) {
    if (places.has(keyOf(place))) continue;
    if (others.has(keyOf(place))) return refuse(place, "its text names something else, too");
    places.set(keyOf(place), place);
    const module = facts.modules.get(place.file);
    if (!module) continue;
    const expression = tree.expressionAt(place.file, place);
    if (expression?.kind !== "Text" || expression.literals.length !== 1) {
      return refuse(place, "its name is put together");
    }
    for (const use of usesOf(tree, expression)) {
      if (use.kind === "key") {
        const literal = { ...use.literal, file: tree.fileOf(use.literal) };
        if (!use.isSure) return refuse(literal, "what is read there may be of something else");
        if (!plainLiteral(module.text, literal)) return refuse(literal, "its name has escapes");
        open.push(literal);
      } else if (!isOwn(use, own, tree) && !isHarmless(use, facts, tree)) {
        const part = use.kind === "argument" ? use.argument : use.part;
        return refuse(placeOf(part, tree), "its text is used for something else there");
      }
    }
  }
  return [...places.values()];
}

function isOf(
  subject: Extract<Subject, { kind: "column" }>,
  { schema, name }: { readonly schema: string | undefined; readonly name: string },
): boolean {
  return subject.table === name && subject.schema === schema;
}

function isOwn(use: Use, own: ReadonlySet<string>, tree: ProjectTree): boolean {
  const part =
    use.kind === "argument" ? use.argument.value : use.kind === "other" ? use.part : use.literal;
  return own.has(keyOf(placeOf(part, tree)));
}

/** What is only shown to people: log lines, prints and the messages of errors. */
function isHarmless(use: Use, facts: ProjectFacts, tree: ProjectTree): boolean {
  const shown = new Set(
    facts.calls
      .filter(({ name }) =>
        /^(?:fivetran_connector_sdk\.Logging\.|builtins\.print$|logging\.)/.test(name),
      )
      .map(({ file, call }) => keyOf({ ...call, file })),
  );
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
