/** Where cursors and rows come from, within one block: told by names, without evaluation. */
import type { Expression, Name, Node, Statement } from "../../python/ast.ts";
import { walk } from "../../python/walk.ts";

export class Sources {
  /** A name to the names that it holds parts of. */
  readonly #parts = new Map<string, ReadonlySet<string>>();
  /** A name to what a cursor under it tells. */
  readonly #cursors = new Map<string, ReadonlySet<string>>();
  /** A name to the counters that what it holds was read with: `rows = fetch(page)`. */
  readonly #readBy = new Map<string, ReadonlySet<string>>();

  follow(statement: Statement): void {
    if (statement.kind === "Assignment" && statement.targets.length === 1) {
      const [target] = statement.targets;
      if (target?.kind === "Name" && isSetOn(target, statement.value)) this.#advance(target.id);
      else if (target?.kind === "Name") {
        this.#cursors.set(target.id, this.cursorOf(statement.value));
        this.#readBy.set(target.id, countersIn(statement.value));
        this.#parts.set(target.id, this.partsOf(statement.value, target.id));
      } else if (target?.kind === "Subscript" && !saysWhereItIs(target.index))
        this.#add(target.value, statement.value);
    } else if (statement.kind === "ExpressionStatement" && statement.value.kind === "Call") {
      const { callee, arguments: given } = statement.value;
      if (callee.kind === "Attribute" && callee.attribute.text === "update")
        for (const { value } of given) this.#add(callee.value, value);
    } else if (statement.kind === "AugmentedAssignment" && statement.target.kind === "Name") {
      this.#advance(statement.target.id);
    } else
      for (const name of assignedBy(statement)) {
        this.#cursors.delete(name);
        this.#parts.delete(name);
      }
  }

  /** `page += 1`: from now on it stands behind what was read with it. */
  #advance(counter: string): void {
    this.#cursors.set(counter, new Set([`after ${counter}`]));
    for (const [name, counters] of this.#readBy)
      if (counters.has(counter)) this.#readBy.set(name, new Set([...counters, `after ${counter}`]));
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

  /**
   * What a state made from the value says was read: what is looked into, and counters that are set on. A counter as it is may be where to
   * start again.
   */
  cursorOf(value: Expression): Set<string> {
    const found = new Set<string>();
    walk([value], (node) => {
      if (node.kind === "Dict")
        for (const item of node.items)
          if (!item.key || !saysWhereItIs(item.key))
            for (const name of this.cursorOf(item.value)) found.add(name);
      if (node.kind === "Name") addAll(found, this.#cursors.get(node.id));
      const looked = lookedInto(node);
      if (looked) addAll(found, this.partsOf(looked, ""));
      if (node.kind === "Binary" && node.operator === "+" && node.left.kind === "Name")
        found.add(`beyond ${node.left.id}`);
      return node.kind !== "Dict";
    });
    for (const name of ["", "state", "configuration"]) found.delete(name);
    return found;
  }

  /** What a cursor that covers these rows is made from. */
  coverOf(rows: Expression): readonly string[] {
    const parts = [...this.partsOf(rows, "")];
    const counters = [
      ...parts.flatMap((name) => [...(this.#readBy.get(name) ?? [])]),
      ...(parts.includes("") ? countersIn(rows) : []),
    ];
    return [
      ...parts,
      ...counters.map((name) => (name.startsWith("after ") ? name : `beyond ${name}`)),
    ];
  }
}

function addAll(set: Set<string>, added: Iterable<string> | undefined): void {
  for (const each of added ?? []) set.add(each);
}

/** `page = page + 1` */
function isSetOn({ id }: Name, value: Expression): boolean {
  return value.kind === "Binary" && value.left.kind === "Name" && value.left.id === id;
}

/** The variables that a call is made with. */
function countersIn(value: Expression): ReadonlySet<string> {
  const names = new Set<string>();
  walk([value], (node) => {
    if (node.kind === "Call")
      walk(
        node.arguments.map((argument) => argument.value),
        (inner) => {
          if (inner.kind === "Name") names.add(inner.id);
          return true;
        },
      );
    return true;
  });
  return names;
}

/** A state that says what is being read, not what was. */
function saysWhereItIs(key: Expression): boolean {
  return key.kind === "Text" && /current|progress|pending|start/i.test(key.value ?? "");
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

export function assignedBy(statement: Statement): readonly string[] {
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
