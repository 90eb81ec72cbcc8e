/**
 * Destination names under Fivetran naming, as Fivetran documents them:
 * https://fivetran.com/docs/connector-sdk/troubleshooting/schema-table-name-normalization
 * Where the documentation is silent (digits are split off letters) we do what the MIT-licensed SDK up to 2.6 did.
 */
import type { Naming } from "./sync.ts";

/** Latin letters that Unicode does not decompose, and the scripts whose usual transliteration is one to one. */
const letters: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  þ: "th",
  ł: "l",
  ı: "i",
  ħ: "h",
  ŋ: "ng",
  ĸ: "k",
  ŧ: "t",
  Æ: "AE",
  Œ: "OE",
  Ø: "O",
  Đ: "D",
  Ð: "D",
  Þ: "Th",
  Ł: "L",
  Ħ: "H",
  Ŋ: "NG",
  Ŧ: "T",
  ẞ: "SS",
  а: "a",
  б: "b",
  в: "v",
  г: "g",
  д: "d",
  е: "e",
  ё: "e",
  ж: "zh",
  з: "z",
  и: "i",
  й: "i",
  к: "k",
  л: "l",
  м: "m",
  н: "n",
  о: "o",
  п: "p",
  р: "r",
  с: "s",
  т: "t",
  у: "u",
  ф: "f",
  х: "kh",
  ц: "ts",
  ч: "ch",
  ш: "sh",
  щ: "shch",
  ъ: "",
  ы: "y",
  ь: "",
  э: "e",
  ю: "iu",
  я: "ia",
  і: "i",
  ї: "yi",
  є: "ie",
  ґ: "g",
  α: "a",
  β: "b",
  γ: "g",
  δ: "d",
  ε: "e",
  ζ: "z",
  η: "e",
  θ: "th",
  ι: "i",
  κ: "k",
  λ: "l",
  μ: "m",
  ν: "n",
  ξ: "x",
  ο: "o",
  π: "p",
  ρ: "r",
  σ: "s",
  ς: "s",
  τ: "t",
  υ: "y",
  φ: "ph",
  χ: "kh",
  ψ: "ps",
  ω: "o",
};

export function tableName(name: string, naming: Naming): string {
  if (naming === "SOURCE") return withoutNul(name);
  return normalize(name).replace(/^_+(?=[a-z])/, "");
}

export function columnName(name: string, naming: Naming): string {
  return naming === "SOURCE" ? withoutNul(name) : normalize(name);
}

/** The destination schema of a table that names one; null stays the connection's own. */
export function schemaName(
  schema: string | null,
  connection: string,
  naming: Naming,
): string | null {
  if (schema === null) return null;
  return naming === "SOURCE" ? withoutNul(schema) : `${connection}_${normalize(schema)}`;
}

/** SQL ends at a NUL; its picture stands in. */
function withoutNul(name: string): string {
  return name.replaceAll("\u0000", "\u2400");
}

function normalize(name: string): string {
  const ascii = transliterate(name);
  let result = "";
  let previous = "";
  for (const character of ascii) {
    if (!/\w/.test(character)) result += "_";
    else {
      if (startsWord(previous, character)) result += "_";
      result += character.toLowerCase();
    }
    previous = character;
  }
  result = result.replace(/_+/g, "_");
  return result === "" || /^\d/.test(result) ? `_${result}` : result;
}

function startsWord(previous: string, character: string): boolean {
  if (/[a-z]/.test(previous) && /[A-Z]/.test(character)) return true;
  return /[A-Za-z]/.test(previous)
    ? /\d/.test(character)
    : /\d/.test(previous) && /[A-Za-z]/.test(character);
}

function transliterate(name: string): string {
  const plain = name.normalize("NFD").replace(/\p{M}/gu, "").normalize("NFC");
  return Array.from(plain)
    .map((character) => {
      if (character.charCodeAt(0) < 128 && character.length === 1) return character;
      const lower = letters[character] ?? letters[character.toLowerCase()];
      if (lower === undefined) return unknownLetter(character);
      return character === character.toLowerCase()
        ? lower
        : lower.charAt(0).toUpperCase() + lower.slice(1);
    })
    .join("");
}

/** A letter of a script we have no table for keeps its code point, so that two different names never become one. */
function unknownLetter(character: string): string {
  return /\p{L}|\p{N}/u.test(character) ? `u${(character.codePointAt(0) ?? 0).toString(16)}` : "";
}
