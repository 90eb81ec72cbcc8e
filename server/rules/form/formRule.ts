/** The setup form: what the SDK refuses in it, and what does not fit the code. */
import type { FormField, ProjectFacts } from "../../model/facts.ts";
import { fix, once, placeIn, problemAt } from "../problem.ts";
import type { Problem, Rule } from "../rule.ts";
import { itemRemoved } from "../sourceEdits.ts";
import { dropdownProblems } from "./dropdowns.ts";
import { duplicateFields, fieldNameProblems } from "./fieldNames.ts";
import { formKeyProblems } from "./formKeys.ts";
import { formTestProblems } from "./formTests.ts";

export const formRule: Rule = (facts) => once(formProblems(facts));

function* formProblems(facts: ProjectFacts): Iterable<Problem> {
  const { form } = facts;
  if (!form) return;
  for (const field of form.fields) {
    yield* fieldNameProblems(field);
    if (field.kind === "DropdownField") yield* dropdownProblems(facts, field);
    if (field.kind === "ToggleField") yield* toggleProblems(facts, field);
  }
  yield* duplicateFields(form);
  yield* formTestProblems(facts, form);
  yield* formKeyProblems(facts, form);
}

function* toggleProblems(
  { modules }: ProjectFacts,
  { arguments: given, call, file, name }: FormField,
): Iterable<Problem> {
  const required = given.get("required");
  if (required?.value.kind !== "boolean" || !required.value.value) return;
  const text = modules.get(file)?.text ?? "";
  const edit = itemRemoved({ file, text }, call, call.arguments.indexOf(required.argument));
  yield problemAt(
    placeIn(file, required.argument),
    "form-toggle",
    `A toggle is always on or off, so ${name ?? "it"} need not be required.`,
    { fixes: [fix("Remove required", [edit])] },
  );
}
