/** What schema() returns has to be a list of dictionaries. */
import type { Place } from "../../evaluation/values.ts";
import type { ProjectFacts } from "../../model/facts.ts";
import type { FunctionDefinition, Span } from "../../python/ast.ts";
import { walk } from "../../python/walk.ts";
import { nodeAt } from "../nodeAt.ts";
import { choice, fix, placeIn, problemAt } from "../problem.ts";
import type { Fix, Problem } from "../rule.ts";
import { indentationAt, inserted, lineEnd, quoted, replaced, wrapped } from "../sourceEdits.ts";
import { type Alternative, isOtherThan, kindOf, textOf, wrongOf } from "../wrongValues.ts";
import {
  type DeclaredList,
  entryNamed,
  firstLine,
  schemaPlace,
  sourceOf,
  textAt,
} from "./declared.ts";
import { likelyKey } from "./likelyKey.ts";

export function* returnedProblems(facts: ProjectFacts): Iterable<Problem> {
  const { returned, function: schema } = facts.schema;
  if (!returned) return;
  const written = schema
    ? returnsOf(schema.definition).map((value) => placeIn(schema.file, value))
    : [];
  for (const value of wrongOf(returned, isOtherThan("sequence"), ...written)) {
    const place = value.place ?? schemaPlace(facts);
    if (!place) continue;
    yield problemAt(
      firstLine(facts, place),
      "schema-not-list",
      `schema() returns ${kindOf(value) ?? "no list"}, but must return a list of dictionaries, one for each table.`,
      { fixes: listFixes(facts, value) },
    );
  }
}

function listFixes(facts: ProjectFacts, value: Alternative): readonly Fix[] {
  if (value.kind === "dict" && value.place && entryNamed(value, "table")) {
    return [fix("Put the dictionary in a list", wrapped(value.place, "[", "]"))];
  }
  const { function: schema } = facts.schema;
  const last = schema?.definition.body.at(-1);
  if (value.kind !== "none" || !schema || !last || returnsOf(schema.definition).length > 0) {
    return [];
  }
  if (last.kind === "ExpressionStatement" && last.value.kind === "List") {
    return [fix("Return the list", [inserted(schema.file, last.from, "return ")])];
  }
  const target = last.kind === "Assignment" && last.value.kind === "List" && last.targets[0];
  if (!target || target.kind !== "Name") return [];
  const { text } = sourceOf(facts, placeIn(schema.file, last));
  const line = `\n${indentationAt(text, last.from)}return ${target.id}`;
  return [fix(`Return ${target.id}`, [inserted(schema.file, lineEnd(text, last.to), line)])];
}

/** The values of the function's own `return` statements. */
function returnsOf({ body }: FunctionDefinition): readonly Span[] {
  const values: Span[] = [];
  walk(body, (node) => {
    if (node.kind === "Return" && node.value) values.push(node.value);
    return node.kind !== "FunctionDefinition" && node.kind !== "ClassDefinition";
  });
  return values;
}

export function* elementProblems(
  facts: ProjectFacts,
  { elements, place: list }: DeclaredList,
): Iterable<Problem> {
  const display = list && nodeAt(facts.modules.get(list.file), list, "List", "Tuple");
  const items = display?.items.length === elements.length ? display.items : [];
  for (const [index, { value }] of elements.entries()) {
    for (const wrong of wrongOf(value, isOtherThan("dict"), list)) {
      const item = items[index];
      // A constant may well be what it is; that it is an entry is the mistake.
      const used = item?.kind === "Name" && list ? placeIn(list.file, item) : undefined;
      const place = used ?? wrong.place ?? list ?? schemaPlace(facts);
      if (!place) continue;
      yield problemAt(
        firstLine(facts, place),
        "schema-entry",
        `An entry of schema() is ${kindOf(wrong) ?? "no dictionary"}, but must be a dictionary such as {"table": "users", "primary_key": ["id"]}.`,
        { fixes: entryFixes(facts, wrong, place, elements.length === 1) },
      );
    }
  }
}

function entryFixes(
  facts: ProjectFacts,
  wrong: Alternative,
  place: Place,
  isOnly: boolean,
): readonly Fix[] {
  const module = facts.modules.get(place.file);
  const name = textOf(wrong);
  if (name !== undefined && nodeAt(module, place, "Text", "Name")) {
    const key = likelyKey(facts, name);
    const written = textAt(facts, place);
    const text = (each: string): string => quoted(each, written);
    const entry = `{${text("table")}: ${written}, ${text("primary_key")}: [${text(key ?? "")}]}`;
    return key === undefined ? [] : [choice("Make it an entry", [replaced(place, entry)])];
  }
  // `[[{…}, {…}]]` has a pair of brackets too many.
  const inner = isOnly && wrong.place && nodeAt(module, wrong.place, "List");
  if (!inner || inner.items.length === 0) return [];
  return [fix("Remove the inner brackets", [replaced(place, textAt(facts, place).slice(1, -1))])];
}
