/** A checkpoint whose state is made from rows that are emitted after it: when the sync fails between, they are lost. */
import type { OperationFact, ProjectFacts } from "../../model/facts.ts";
import type { Expression, Node, Statement } from "../../python/ast.ts";
import { walk } from "../../python/walk.ts";
import { fix, placeIn, problemAt } from "../problem.ts";
import type { Fix, Problem } from "../rule.ts";
import { lineEnd, lineStart } from "../sourceEdits.ts";
import { isRowOperation } from "../operations/uses.ts";
import { stepsTo } from "../operations/ways.ts";

export function* cursorOrder(facts: ProjectFacts): Iterable<Problem> {
  for (const checkpoint of facts.operations) {
    if (checkpoint.name !== "checkpoint") continue;
    const step = stepsTo(facts.modules.get(checkpoint.file), checkpoint.call).at(-1);
    const [state] = checkpoint.call.arguments;
    if (step?.statement.kind !== "ExpressionStatement" || !state) continue;
    const rows = facts.operations.filter(
      (each) => each.file === checkpoint.file && isRowOperation(each),
    );
    const late = rowsAfter(step.block, step.index, state.value, rows);
    if (!late) continue;
    yield problemAt(
      { ...checkpoint.namePlace, from: checkpoint.call.callee.from },
      "cursor-before-rows",
      "The state saved here covers rows that are only emitted below: when the sync fails between, they are never read again. Make the checkpoint after them.",
      {
        fixes: moveFixes(checkpoint, step.statement, late, facts),
        related: [
          {
            place: placeIn(checkpoint.file, {
              from: late.from,
              to: lineEnd(facts.files.text(checkpoint.file) ?? "", late.from),
            }),
            message: "The rows are emitted here.",
          },
        ],
      },
    );
  }
}

/** What the state was made from, followed through one block: names stand for what was read into them. */
function rowsAfter(
  block: readonly Statement[],
  index: number,
  state: Expression,
  rows: readonly OperationFact[],
): Statement | undefined {
  const sources = new Sources();
  const emitted = new Set<string>();
  for (const statement of block.slice(0, index)) {
    sources.follow(statement);
    for (const name of emittedBy(statement, rows, sources)) emitted.add(name);
  }
  const covered = sources.cursorOf(state);
  for (const statement of block.slice(index + 1)) {
    if (emittedBy(statement, rows, sources).some((name) => covered.has(name) && !emitted.has(name)))
      return statement;
    // What follows may be about other rows under the same name.
    for (const name of assignedBy(statement)) covered.delete(name);
  }
  return undefined;
}

class Sources {
  /** A name to the names that it holds parts of. */
  readonly #parts = new Map<string, ReadonlySet<string>>();
  /** A name to what a cursor under it tells. */
  readonly #cursors = new Map<string, ReadonlySet<string>>();

  follow(statement: Statement): void {
    if (statement.kind === "Assignment" && statement.targets.length === 1) {
      const [target] = statement.targets;
      if (target?.kind === "Name") {
        this.#cursors.set(target.id, this.cursorOf(statement.value));
        this.#parts.set(target.id, this.partsOf(statement.value, target.id));
      } else if (target?.kind === "Subscript") this.#add(target.value, statement.value);
    } else if (statement.kind === "ExpressionStatement" && statement.value.kind === "Call") {
      const { callee, arguments: given } = statement.value;
      if (callee.kind === "Attribute" && callee.attribute.text === "update")
        for (const { value } of given) this.#add(callee.value, value);
    } else
      for (const name of assignedBy(statement)) {
        this.#cursors.delete(name);
        this.#parts.delete(name);
      }
  }

  /** A member of the state is set. */
  #add(container: Expression, value: Expression): void {
    let base = container;
    while (base.kind === "Subscript") base = base.value;
    if (base.kind !== "Name") return;
    this.#cursors.set(
      base.id,
      new Set([...(this.#cursors.get(base.id) ?? []), ...this.cursorOf(value)]),
    );
  }

  /** What the value is a part of: `data["items"]` of `data`; the result of any other call is something new, called `name`. */
  partsOf(value: Expression, name: string): ReadonlySet<string> {
    switch (value.kind) {
      case "Name":
        return this.#parts.get(value.id) ?? new Set([value.id]);
      case "Subscript":
      case "Attribute":
        return this.partsOf(value.value, name);
      case "Call": {
        const { callee, arguments: given } = value;
        if (
          callee.kind === "Attribute" &&
          ["get", "items", "values", "copy"].includes(callee.attribute.text)
        )
          return this.partsOf(callee.value, name);
        const [first] = given;
        return callee.kind === "Name" &&
          ["list", "sorted", "reversed", "enumerate", "iter"].includes(callee.id) &&
          first
          ? this.partsOf(first.value, name)
          : new Set([name]);
      }
      case "BooleanOperation":
        return value.values[0] ? this.partsOf(value.values[0], name) : new Set([name]);
      default:
        return new Set([name]);
    }
  }

  /** What a state made from the value says was read: only what is looked into, since a number alone may be where to start again. */
  cursorOf(value: Expression): Set<string> {
    const found = new Set<string>();
    walk([value], (node) => {
      if (node.kind === "Name")
        for (const name of this.#cursors.get(node.id) ?? []) found.add(name);
      const looked = lookedInto(node);
      if (looked) for (const name of this.partsOf(looked, "")) found.add(name);
      return true;
    });
    found.delete("");
    return found;
  }
}

/** `rows` in `rows[-1]["id"]`, `max(row["id"] for row in rows)`, `len(rows)` and `data.get("next")`. */
function lookedInto(node: Node): Expression | undefined {
  switch (node.kind) {
    case "Subscript":
      return node.value;
    case "Comprehension":
      return node.clauses[0]?.iterable;
    case "Call":
      if (node.callee.kind === "Attribute" && node.callee.attribute.text === "get")
        return node.callee.value;
      return node.callee.kind === "Name" && ["len", "max", "min"].includes(node.callee.id)
        ? node.arguments[0]?.value
        : undefined;
    default:
      return undefined;
  }
}

/** The names of the rows that a statement emits: those of the loop that it is, or of the row that it passes. */
function emittedBy(
  statement: Statement,
  rows: readonly OperationFact[],
  sources: Sources,
): readonly string[] {
  const own = rows.filter(({ call }) => statement.from <= call.from && statement.to >= call.to);
  if (own.length === 0) return [];
  if (statement.kind === "For") return [...sources.partsOf(statement.iterable, "")];
  if (statement.kind !== "ExpressionStatement") return [];
  return own.flatMap((row) => {
    const value = ["data", "modified", "keys"]
      .map((name) => row.arguments.get(name)?.argument.value)
      .find(Boolean);
    if (value?.kind === "Dict")
      return value.items.flatMap(({ value: item }) =>
        item.kind === "Name" ? [] : [...sources.partsOf(item, "")],
      );
    return value ? [...sources.partsOf(value, "")] : [];
  });
}

function assignedBy(statement: Statement): readonly string[] {
  const names: string[] = [];
  walk([statement], (node) => {
    const targets =
      node.kind === "Assignment"
        ? node.targets
        : node.kind === "AugmentedAssignment" || node.kind === "For"
          ? [node.target]
          : [];
    for (const target of targets) if (target.kind === "Name") names.push(target.id);
    return true;
  });
  return names;
}

function moveFixes(
  { file }: OperationFact,
  statement: Statement,
  late: Statement,
  { files }: ProjectFacts,
): readonly Fix[] {
  const text = files.text(file) ?? "";
  const start = lineStart(text, statement.from);
  const end = lineEnd(text, statement.to);
  const written = text.slice(start, end);
  if (written.trim() !== text.slice(statement.from, statement.to) || written.includes("\n"))
    return [];
  return [
    fix("Make the checkpoint after the rows", [
      { file, from: start, to: end + 1, text: "" },
      { file, from: late.to, to: late.to, text: `\n${written}` },
    ]),
  ];
}
