/** What code that is not followed may have done. */
import type { Cell } from "./heap.ts";
import { type Live, singlesOf } from "./live.ts";
import type { Run } from "./run.ts";

/** Everything that can be reached from the values may hold anything now, and code that is not followed sees it. */
export function havoc(run: Run, values: readonly Live[]): void {
  if (!values.some(leadsAnywhere)) return;
  for (const cell of reachableCells(run, values)) {
    run.heap.weaken(cell);
    if (isConfiguration(cell)) run.configurationEscapes = true;
  }
}

function isConfiguration(cell: Cell): boolean {
  return "origin" in cell && cell.origin === "configuration";
}

function leadsAnywhere(value: Live): boolean {
  switch (value.kind) {
    case "sequence":
    case "dict":
    case "instance":
    case "function":
    case "method":
    case "union":
      return true;
    default:
      return value.kind === "unknown" && value.objects.length > 0;
  }
}

/** What any function of the project may have done: with globals, with attributes of classes, and with what they hold. */
export function havocProgram(run: Run): void {
  const classes = [...run.defined.values()].flatMap((each) => (each.kind === "class" ? each : []));
  const contents: Live[] = [];
  for (const { scope } of [...run.modules.values(), ...classes]) {
    for (const [name, variable] of scope.variables) {
      if (variable.content) contents.push(variable.content);
      if (run.outsideNames.has(name)) run.heap.weaken(variable);
    }
  }
  for (const cell of reachableCells(run, contents)) run.heap.weaken(cell);
}

export function reachableCells(run: Run, values: readonly Live[]): ReadonlySet<Cell> {
  const cells = new Set<Cell>();
  const seen = new Set<object>();
  const waiting = values.flatMap(singlesOf);
  const add = (value: Live | undefined): void => {
    if (value) waiting.push(...singlesOf(value));
  };
  for (let value = waiting.pop(); value; value = waiting.pop()) {
    if (seen.has(value)) continue;
    seen.add(value);
    run.spend();
    switch (value.kind) {
      case "sequence":
        if (value.type !== "tuple" && value.type !== "view") cells.add(value);
        for (const element of value.content.elements) add(element.value);
        add(value.content.rest);
        break;
      case "dict":
        cells.add(value);
        for (const entry of value.content.entries) add(entry.value);
        break;
      case "instance":
        for (const attribute of value.attributes.values()) {
          add(attribute.content);
          cells.add(attribute);
        }
        cells.add(value.others);
        break;
      case "function":
        add(value.self);
        for (
          let scope = value.scope;
          scope.kind === "function" && scope.parent;
          scope = scope.parent
        ) {
          for (const [name, variable] of scope.variables) {
            add(variable.content);
            if (run.outsideNames.has(name)) cells.add(variable);
          }
        }
        break;
      case "unknown":
        value.objects.forEach(add);
        break;
      case "method":
        add(value.receiver);
        break;
      default:
        break;
    }
  }
  return cells;
}
