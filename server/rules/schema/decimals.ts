/** Column types that are given as a dictionary: each has to be a DECIMAL. */
import { nearestName } from "../../../src/shared/base/nearestName.ts";
import type { DictValue, Entry, Place, Value } from "../../evaluation/values.ts";
import type { ProjectFacts } from "../../model/facts.ts";
import { nodeAt } from "../nodeAt.ts";
import { choice, fix, problemAt } from "../problem.ts";
import type { Fix, Problem } from "../rule.ts";
import { itemAdded, quoted, replaced } from "../sourceEdits.ts";
import { type Alternative, isOtherThan, kindOf, textOf, wrongOf } from "../wrongValues.ts";
import { displayOf, entryNamed, firstLine, sourceOf, textAt } from "./declared.ts";
import { isLiteral } from "./entryKeys.ts";
import { isScalar, meantType } from "./typeNames.ts";

/** A column of a table, in the dictionary of its columns. */
export interface Column {
  readonly facts: ProjectFacts;
  readonly entry: Entry;
  readonly columns: DictValue;
  readonly place: Place;
  /** `table.column`, for messages. */
  readonly name: string;
}

const keys = ["type", "precision", "scale"] as const;

export function* decimalProblems(column: Column, dict: DictValue): Iterable<Problem> {
  const { facts, name } = column;
  const place = firstLine(facts, dict.place ?? column.place);
  const type = entryNamed(dict, "type");
  const written = textOf(type?.value);
  if (type && written !== undefined && written.toUpperCase() !== "DECIMAL") {
    yield problemAt(
      type.value.place ?? place,
      "type-not-decimal",
      `Only a DECIMAL is declared by a dictionary; write the type of ${name} as text.`,
      { fixes: notDecimalFixes(facts, dict, type.value) },
    );
    return;
  }
  if (type && written === undefined) {
    for (const wrong of wrongOf(type.value, isOtherThan("text"), dict.place)) {
      yield problemAt(
        wrong.place ?? place,
        "type-not-decimal",
        `The type of ${name} is ${kindOf(wrong) ?? "no text"}; a dictionary must have "type": "DECIMAL".`,
      );
    }
  }
  const missing = dict.isOpen ? [] : keys.filter((key) => !entryNamed(dict, key));
  if (missing.length > 0) {
    const shown = missing.map((key) => `"${key}"`).join(" and ");
    yield problemAt(place, "decimal-incomplete", `The DECIMAL ${name} lacks ${shown}.`, {
      fixes: completions(facts, dict, missing),
    });
  }
  yield* rangeProblems(column, dict);
}

function notDecimalFixes(facts: ProjectFacts, dict: DictValue, type: Value): readonly Fix[] {
  const written = textOf(type) ?? "";
  const upper = written.toUpperCase();
  const meant = isScalar(upper) ? upper : meantType(written);
  if (!meant || !type.place || !isLiteral(type, facts)) return [];
  const like = textAt(facts, type.place);
  if (meant === "DECIMAL") return [fix("Use DECIMAL", [replaced(type.place, quoted(meant, like))])];
  return dict.place && displayOf(facts, dict)
    ? [fix(`Use ${meant}`, [replaced(dict.place, quoted(meant, like))])]
    : [];
}

/** A key that is spelled in another way gets its name; the others are added. */
function completions(
  facts: ProjectFacts,
  dict: DictValue,
  missing: readonly string[],
): readonly Fix[] {
  const display = displayOf(facts, dict);
  if (!display || !dict.place) return [];
  const [first] = dict.entries;
  const like = first?.keyPlace ? textAt(facts, first.keyPlace) : '"';
  const precision = entryNamed(dict, "precision")?.value;
  const digits = precision?.kind === "number" ? Number(precision.value) : 15;
  const values: Readonly<Record<string, string>> = {
    type: quoted("DECIMAL", like),
    precision: "15",
    scale: String(Math.max(0, Math.min(2, digits))),
  };
  const renamed = new Set<string>();
  const edits = dict.entries.flatMap(({ key, keyPlace }) => {
    const other = textOf(key) ?? "type";
    const meant = keys.some((each) => each === other) ? undefined : nearestName(other, missing);
    if (meant === undefined || !keyPlace || renamed.has(meant) || !isLiteral(key, facts)) return [];
    renamed.add(meant);
    return [replaced(keyPlace, quoted(meant, textAt(facts, keyPlace)))];
  });
  const added = missing.filter((key) => !renamed.has(key));
  const items = added.map((key) => `${quoted(key, like)}: ${values[key] ?? ""}`);
  const adding =
    items.length > 0 ? itemAdded(sourceOf(facts, dict.place), display, items.join(", ")) : [];
  const isCertain = added.every((key) => key === "type");
  const make = isCertain ? fix : choice;
  return [make(`Complete the DECIMAL`, [...edits, ...adding])];
}

/** The SDK takes 0 to 2^32 - 1; destinations at most 38 digits, 37 of them after the point. */
function* rangeProblems(column: Column, dict: DictValue): Iterable<Problem> {
  const { facts, name } = column;
  for (const key of ["precision", "scale"]) {
    const value = entryNamed(dict, key)?.value;
    if (!value) continue;
    const limit = key === "precision" ? 38 : 37;
    for (const wrong of wrongOf(
      value,
      (each) => isNoCount(each) || isOver(each, limit),
      dict.place,
    )) {
      const place = wrong.place ?? column.place;
      yield isNoCount(wrong)
        ? problemAt(
            place,
            "decimal-range",
            `The ${key} of ${name} must be a whole number from 0 to ${limit}, not ${shown(wrong)}.`,
            { fixes: countFixes(facts, wrong) },
          )
        : problemAt(
            place,
            "decimal-range",
            `The ${key} of ${name} is more than destinations have: at most ${limit}.`,
            { severity: "warning", fixes: limitFixes(facts, wrong, limit) },
          );
    }
  }
  const precision = entryNamed(dict, "precision")?.value;
  const scale = entryNamed(dict, "scale")?.value;
  if (precision?.kind !== "number" || scale?.kind !== "number") return;
  if (isNoCount(precision) || isNoCount(scale) || isOver(scale, 37)) return;
  if (scale.value > precision.value) {
    yield problemAt(
      scale.place ?? column.place,
      "decimal-range",
      `The scale of ${name} is greater than its precision, which counts all digits.`,
      { severity: "warning", fixes: swaps(facts, precision.place, scale.place) },
    );
  }
}

function isNoCount(value: Alternative): boolean {
  if (value.kind !== "number") return isOtherThan("boolean")(value);
  return !value.isInteger || value.value < 0 || value.value > 0xffffffff;
}

function isOver(value: Alternative, limit: number): boolean {
  return value.kind === "number" && value.value > limit;
}

function shown(value: Alternative): string {
  return value.kind === "number" ? String(value.value) : (kindOf(value) ?? "this");
}

function countFixes(facts: ProjectFacts, value: Alternative): readonly Fix[] {
  const { place } = value;
  const written =
    value.kind === "number" ? String(value.value) : isLiteral(value, facts) ? textOf(value) : "";
  const isCount = /^\d{1,2}$/.test(written?.trim() ?? "");
  return place && isCount && Number(written) <= 37
    ? [fix(`Use ${Number(written)}`, [replaced(place, String(Number(written)))])]
    : [];
}

function limitFixes(facts: ProjectFacts, { place }: Alternative, limit: number): readonly Fix[] {
  const number = place && nodeAt(facts.modules.get(place.file), place, "Number");
  return number ? [choice(`Use ${limit}`, [replaced(place, String(limit))])] : [];
}

function swaps(
  facts: ProjectFacts,
  precision: Place | undefined,
  scale: Place | undefined,
): readonly Fix[] {
  if (!precision || !scale) return [];
  const numbers = [precision, scale].map((place) =>
    nodeAt(facts.modules.get(place.file), place, "Number"),
  );
  const edits = [
    replaced(precision, textAt(facts, scale)),
    replaced(scale, textAt(facts, precision)),
  ];
  return numbers.every(Boolean) ? [choice("Swap them", edits)] : [];
}
