/** The names of the setup form's fields, which are the keys of the configuration. */
import type { FormFact, FormField } from "../../model/facts.ts";
import type { Span } from "../../python/ast.ts";
import { walk } from "../../python/walk.ts";
import { placeIn, problemAt } from "../problem.ts";
import type { Problem } from "../rule.ts";
import { type Alternative, isOtherThan, kindOf, textOf, wrongOf } from "../wrongValues.ts";

export function* fieldNameProblems({ arguments: given, call, file }: FormField): Iterable<Problem> {
  const name = given.get("name");
  if (!name) {
    if (call.arguments.some(({ stars }) => stars > 0)) return;
    yield problemAt(
      placeIn(file, call.callee),
      "form-field-name",
      "A field of the setup form needs a name: the key of the configuration that holds its value.",
    );
    return;
  }
  const place = placeIn(file, name.argument.value);
  for (const wrong of wrongOf(name.value, isNoName, place)) {
    yield problemAt(
      wrong.place ?? place,
      "form-field-name",
      wrong.kind === "text"
        ? "The name of a field is empty; it is the key of the configuration that holds its value."
        : `The name of a field must be text, not ${kindOf(wrong) ?? "this"}.`,
    );
  }
}

function isNoName(value: Alternative): boolean {
  return textOf(value)?.trim() === "" || isOtherThan("text")(value);
}

/** Of fields that are certain to be in the form together. */
export function* duplicateFields(form: FormFact): Iterable<Problem> {
  const branches = branchesOf(form);
  const byName = new Map<string, FormField>();
  for (const field of form.fields) {
    const { name, namePlace, call, file } = field;
    const isConditional = branches.some(({ from, to }) => from <= call.from && call.to <= to);
    if (name === undefined || name.trim() === "" || isConditional) continue;
    const first = byName.get(name);
    if (first && first.call !== call) {
      const place = first.namePlace ?? placeIn(first.file, first.call);
      yield problemAt(
        namePlace ?? placeIn(file, call),
        "form-field-name",
        `The setup form has two fields called ${name}; each needs a name of its own.`,
        { related: [{ place, message: "The first one" }] },
      );
    }
    byName.set(name, first ?? field);
  }
}

/** What the function that makes the form does not always run. */
function branchesOf({ function: { definition } }: FormFact): readonly Span[] {
  const branches: Span[] = [];
  walk(definition.body, (node) => {
    if (node.kind === "If" || node.kind === "Try" || node.kind === "Conditional") {
      branches.push(node);
    }
    return true;
  });
  return branches;
}
