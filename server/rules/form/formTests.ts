/** The tests of the setup form, which Fivetran calls by the names of their functions. */
import type { FormFact, FormTest, ProjectFacts } from "../../model/facts.ts";
import { fix, placeIn, problemAt } from "../problem.ts";
import type { Fix, Problem } from "../rule.ts";
import { inserted, replaced } from "../sourceEdits.ts";
import { isOtherThan, kindOf, textOf, wrongOf } from "../wrongValues.ts";

const parameters = ["label", "func"];

export function* formTestProblems(facts: ProjectFacts, form: FormFact): Iterable<Problem> {
  const seen = new Map<string, FormTest>();
  for (const test of form.tests) {
    yield* argumentProblems(test);
    yield* functionProblems(facts, test);
    const name = functionName(test);
    const first = name === undefined ? undefined : seen.get(name);
    if (first && first.call !== test.call) {
      yield problemAt(
        placeIn(test.file, test.func?.argument.value ?? test.call),
        "form-test",
        `A test of the setup form is called by its function's name, and there is one called ${name ?? ""}; use another function.`,
        { related: [{ place: placeIn(first.file, first.call), message: "The first one" }] },
      );
    }
    if (name !== undefined) seen.set(name, first ?? test);
  }
}

function functionName({ func }: FormTest): string | undefined {
  const definition = func?.value.kind === "function" ? func.value.definition : undefined;
  return definition?.kind === "FunctionDefinition" ? definition.name.text : undefined;
}

/** `add_test` takes its label and its function by name only. */
function* argumentProblems({ call, file, label }: FormTest): Iterable<Problem> {
  const given = call.arguments;
  if (given.some(({ stars }) => stars > 0)) return;
  const unnamed = given.filter(({ name }) => !name);
  const [first] = unnamed;
  const missing = parameters.filter((each) => !given.some(({ name }) => name?.text === each));
  if (first) {
    const isCertain = unnamed.length === missing.length;
    const edits = unnamed.map(({ from }, index) =>
      inserted(file, from, `${missing[index] ?? ""}=`),
    );
    yield problemAt(
      placeIn(file, first),
      "form-test",
      "add_test() takes its arguments by name: add_test(label=…, func=…).",
      { fixes: isCertain ? [fix("Give them by name", edits)] : [] },
    );
  } else if (missing.length > 0) {
    yield problemAt(
      placeIn(file, call.callee),
      "form-test",
      `add_test() needs ${missing.map((each) => `${each}=`).join(" and ")}.`,
    );
  }
  const text = label?.kind === "text" && label.value === "" ? label : undefined;
  if (text) {
    yield problemAt(
      text.place ?? placeIn(file, call),
      "form-test",
      "A test of the setup form needs a label, which the dashboard shows.",
    );
  }
}

function* functionProblems(facts: ProjectFacts, { func, file }: FormTest): Iterable<Problem> {
  if (!func) return;
  const { argument, value } = func;
  const place = placeIn(file, argument.value);
  if (argument.value.kind === "Lambda") {
    yield problemAt(
      place,
      "form-test",
      "A test of the setup form is called by its function's name, which a lambda does not have: define a function.",
    );
    return;
  }
  for (const wrong of wrongOf(value, isOtherThan("function", "class"), place)) {
    yield problemAt(
      place,
      "form-test",
      `func= must be a function, not ${kindOf(wrong) ?? "this"}.`,
      { fixes: functionFixes(facts, func, textOf(wrong)) },
    );
  }
}

/** `func=test()` and `func="test"` where test was meant. */
function functionFixes(
  { form, modules }: ProjectFacts,
  { argument: { value } }: NonNullable<FormTest["func"]>,
  text: string | undefined,
): readonly Fix[] {
  const file = form?.function.file;
  const functions = modules
    .get(file ?? "")
    ?.body.flatMap((each) => (each.kind === "FunctionDefinition" ? [each.name.text] : []));
  const called = value.kind === "Call" && value.callee.kind === "Name" ? value.callee.id : text;
  return file !== undefined && called !== undefined && functions?.includes(called)
    ? [fix(`Use ${called}`, [replaced(placeIn(file, value), called)])]
    : [];
}
