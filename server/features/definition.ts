/** From a table, a column or a configuration key to where it is declared; where nothing declares it, to where it is first written. */
import type { Analysis } from "../service/analysis.ts";
import type { Target } from "./feature.ts";
import { subjectsAt } from "./occurrences/subjectAt.ts";
import { plainLiteral, type Occurrence } from "./occurrences/subject.ts";

export function definition({ facts }: Analysis, file: string, offset: number): readonly Target[] {
  const found = subjectsAt(facts, file, offset);
  if (!found) return [];
  const { here, everywhere } = found;
  const texts = everywhere.filter(({ isText }) => isText);
  const declarations = texts.filter(({ isDeclaration }) => isDeclaration);
  const [origin] = here;
  return firstOfEach(declarations.length > 0 ? declarations : texts.slice(0, 1)).map((one) => ({
    origin: { from: origin.from, to: origin.to },
    place: placeOfName(facts.modules.get(one.file)?.text ?? facts.files.text(one.file) ?? "", one),
  }));
}

/** Without the quotes. */
export function placeOfName(
  text: string,
  { file, from, to }: Occurrence,
): {
  readonly file: string;
  readonly from: number;
  readonly to: number;
} {
  const literal = plainLiteral(text, { from, to });
  return literal ? { file, from: literal.from, to: literal.to } : { file, from, to };
}

/** A column is declared by its type and, before that or after it, in the key: its type tells more. */
function firstOfEach(declarations: readonly Occurrence[]): readonly Occurrence[] {
  const files = new Map<string, Occurrence>();
  for (const one of declarations) {
    const key = `${JSON.stringify(one.subject)} ${one.file}`;
    const before = files.get(key);
    if (!before || before.from < one.from) files.set(key, one);
  }
  return [...files.values()];
}
