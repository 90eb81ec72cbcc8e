/** Column types that are given as text. */
import { scalarTypes } from "../../../src/shared/model/columnType.ts";
import type { Place } from "../../evaluation/values.ts";
import type { ProjectFacts } from "../../model/facts.ts";
import { choice, fix, problemAt } from "../problem.ts";
import type { Fix, Problem } from "../rule.ts";
import { quoted, replaced } from "../sourceEdits.ts";
import { type Alternative, textOf } from "../wrongValues.ts";
import { textAt } from "./declared.ts";
import { isLiteral } from "./entryKeys.ts";
import { digitsOf, isScalar, meantType } from "./typeNames.ts";

export function* textTypeProblem(
  facts: ProjectFacts,
  value: Alternative,
  place: Place,
  column: string,
): Iterable<Problem> {
  const written = textOf(value);
  if (written === undefined || isScalar(written)) return;
  const upper = written.toUpperCase();
  const replacing = (type: string): readonly Fix[] => replacements(facts, value, type);
  if (isScalar(upper)) {
    yield problemAt(place, "type-case", `Fivetran writes this type ${upper}.`, {
      fixes: replacing(upper),
    });
  } else if (upper.startsWith("DECIMAL")) {
    const example = decimalLiteral(written, '"');
    yield problemAt(
      place,
      "decimal-as-text",
      `A DECIMAL needs its precision and scale: declare ${column} as ${example}.`,
      { fixes: replacing("DECIMAL") },
    );
  } else {
    const meant = meantType(written);
    const advice = meant ? `use ${meant}` : `the types are ${scalarTypes.join(", ")} and DECIMAL`;
    yield problemAt(
      place,
      "unknown-type",
      `${column}: there is no column type ${written === "" ? "without a name" : written}; ${advice}.`,
      { fixes: meant ? replacing(meant) : [] },
    );
  }
}

function replacements(facts: ProjectFacts, value: Alternative, type: string): readonly Fix[] {
  const { place } = value;
  if (!place || !isLiteral(value, facts)) return [];
  const before = textAt(facts, place);
  if (type !== "DECIMAL") return [fix(`Use ${type}`, [replaced(place, quoted(type, before))])];
  const written = textOf(value) ?? "";
  const edits = [replaced(place, decimalLiteral(written, before))];
  return [digitsOf(written) ? fix("Use a dictionary", edits) : choice("Use a dictionary", edits)];
}

/** As the SDK's documentation writes it where the digits are not known; quoted like a text beside it. */
export function decimalLiteral(written: string, like: string): string {
  const { precision, scale } = digitsOf(written) ?? { precision: 15, scale: 2 };
  const key = (name: string): string => quoted(name, like);
  return `{${key("type")}: ${key("DECIMAL")}, ${key("precision")}: ${precision}, ${key("scale")}: ${scale}}`;
}
