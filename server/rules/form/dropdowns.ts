/** The options of the setup form's dropdowns. */
import type { Element, Place, Value } from "../../evaluation/values.ts";
import type { FormField, ProjectFacts } from "../../model/facts.ts";
import type { Call, Expression } from "../../python/ast.ts";
import { nodeAt } from "../nodeAt.ts";
import { fix, placeIn, problemAt } from "../problem.ts";
import type { Fix, Problem } from "../rule.ts";
import { itemRemoved } from "../sourceEdits.ts";
import { isOtherThan, kindOf, wrongOf } from "../wrongValues.ts";

export function* dropdownProblems(
  facts: ProjectFacts,
  { arguments: given, call, file, name }: FormField,
): Iterable<Problem> {
  const options = given.get("fields");
  const shown = name === undefined || name === "" ? "this dropdown" : name;
  if (!options) {
    if (call.arguments.some(({ stars }) => stars > 0)) return;
    yield problemAt(
      placeIn(file, call.callee),
      "form-dropdown",
      `${shown} needs options: fields=[form_field.DropdownFieldParam(value="…")].`,
    );
    return;
  }
  const { argument, value } = options;
  const place = placeIn(file, argument.value);
  for (const wrong of wrongOf(value, isOtherThan("sequence"), place)) {
    yield problemAt(
      wrong.place ?? place,
      "form-dropdown",
      `The options of ${shown} must be a list of DropdownFieldParam, not ${kindOf(wrong) ?? "this"}.`,
    );
  }
  if (value.kind !== "sequence") return;
  if (value.elements.length === 0 && !value.isOpen) {
    yield problemAt(place, "form-dropdown", `${shown} has no options; add at least one.`);
  }
  yield* optionProblems(facts, shown, value.place ?? place, value.elements);
}

function* optionProblems(
  facts: ProjectFacts,
  shown: string,
  list: Place,
  elements: readonly Element[],
): Iterable<Problem> {
  const seen = new Set<string>();
  for (const { value, isCertain } of elements) {
    for (const wrong of wrongOf(value, isOtherThan(), list)) {
      yield problemAt(
        wrong.place ?? list,
        "form-dropdown",
        `An option of ${shown} is ${kindOf(wrong) ?? "something else"}, but must be a DropdownFieldParam.`,
      );
    }
    const written = optionText(facts, value);
    if (!written || !isCertain) continue;
    if (seen.has(written.text)) {
      yield problemAt(
        written.place,
        "form-dropdown",
        `${shown} has the option ${written.text} twice.`,
        { fixes: removals(facts, list, value.place) },
      );
    }
    seen.add(written.text);
  }
}

/** What the option saves, where it is written out. */
function optionText(
  { modules }: ProjectFacts,
  { place }: Value,
): { readonly text: string; readonly place: Place } | undefined {
  const call = place && nodeAt(modules.get(place.file), place, "Call");
  const value = call && optionValue(call);
  return place && value?.kind === "Text" && value.value !== undefined
    ? { text: value.value, place: placeIn(place.file, value) }
    : undefined;
}

function optionValue({ callee, arguments: given }: Call): Expression | undefined {
  const isOption =
    (callee.kind === "Attribute" ? callee.attribute.text : callee.kind === "Name" && callee.id) ===
    "DropdownFieldParam";
  const value = given.find(({ name }) => name?.text === "value") ?? given.find(({ name }) => !name);
  return isOption && value?.stars === 0 ? value.value : undefined;
}

function removals(
  { modules }: ProjectFacts,
  list: Place,
  option: Place | undefined,
): readonly Fix[] {
  const module = modules.get(list.file);
  const display = nodeAt(module, list, "List", "Tuple");
  const index = display?.items.findIndex(({ from }) => from === option?.from) ?? -1;
  return module && display && index >= 0
    ? [fix("Remove it", [itemRemoved({ file: list.file, text: module.text }, display, index)])]
    : [];
}
