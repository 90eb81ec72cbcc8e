/** Methods of text. */
import { formatAll } from "./formatting.ts";
import type { CallArguments } from "./functions.ts";
import { havoc } from "./havoc.ts";
import { certainElements } from "./items.ts";
import type { Live, Single } from "./live.ts";
import { boolean, integer, partialText, resultOf, text, unknown } from "./make.ts";
import { isAscii } from "./operators.ts";
import type { Run } from "./run.ts";
import type { ConfigurationText, PartialText, Place, TextValue } from "./values.ts";

type Textual = TextValue | PartialText | ConfigurationText;

export function callTextMethod(
  run: Run,
  receiver: Textual,
  name: string,
  given: CallArguments,
  place: Place,
): Live {
  if (receiver.kind === "text" && !given.isOpen) {
    const result = applyKnown(run, receiver.value, name, given, place);
    if (result) return result;
  }
  havoc(run, given.positional);
  if (textResults.has(name)) return partialText(place, [], configurationKeys(receiver, given));
  if (/^(is|startswith|endswith)/.test(name)) return resultOf("builtins.bool", place);
  if (/^(split|rsplit|splitlines)$/.test(name))
    return run.sequence(
      "list",
      [],
      place,
      partialText(place, [], configurationKeys(receiver, given)),
    );
  if (/^(find|rfind|index|rindex|count)$/.test(name)) return resultOf("builtins.int", place);
  if (name === "encode") return { kind: "bytes", place };
  return unknown(`what ${name}() of text gives is known only when it runs`);
}

const textResults: ReadonlySet<string> = new Set(
  (
    "lower upper strip lstrip rstrip replace title capitalize casefold swapcase join format format_map zfill ljust rjust center " +
    "removeprefix removesuffix expandtabs translate"
  ).split(" "),
);

/** The configuration's part in what is made from it and known text alone. */
function configurationKeys(
  receiver: Textual,
  { positional, keywords, isOpen }: CallArguments,
): readonly string[] {
  const isKnown =
    !isOpen &&
    keywords.size === 0 &&
    positional.every(({ kind }) => kind === "text" || kind === "number");
  if (!isKnown || receiver.kind === "text") return [];
  if (receiver.kind === "partialText") return receiver.configurationKeys;
  return receiver.key === undefined ? [] : [receiver.key];
}

function applyKnown(
  run: Run,
  value: string,
  name: string,
  { positional, keywords }: CallArguments,
  place: Place,
): Live | undefined {
  const [first, second] = positional;
  if (name === "join") return join(run, value, first, place);
  if (name === "format") return format(value, positional, keywords, place);
  const texts = positional.flatMap((argument) =>
    argument.kind === "text" ? [argument.value] : [],
  );
  if (keywords.size > 0) return undefined;
  if (name === "split" || name === "rsplit") return split(run, value, positional, place);
  if (name === "startswith" || name === "endswith")
    return testEnd(value, name, first, positional.length, place);
  if (texts.length < positional.length) {
    return name === "zfill" && first?.kind === "number" && /^\w*$/.test(value)
      ? text(value.padStart(Number(first.value), "0"), place)
      : undefined;
  }
  const [a, b] = texts;
  const made = ((): string | undefined => {
    switch (name) {
      case "lower":
      case "casefold":
        return isAscii(value) ? value.toLowerCase() : undefined;
      case "upper":
        return isAscii(value) ? value.toUpperCase() : undefined;
      case "strip":
        return stripEnds(value, a, true, true);
      case "lstrip":
        return stripEnds(value, a, true, false);
      case "rstrip":
        return stripEnds(value, a, false, true);
      case "replace":
        return a === undefined || b === undefined || a === ""
          ? undefined
          : value.replaceAll(a, () => b);
      case "title":
        return isAscii(value)
          ? value
              .toLowerCase()
              .replace(/[a-z]+/g, (word) => word.charAt(0).toUpperCase() + word.slice(1))
          : undefined;
      case "capitalize":
        return isAscii(value)
          ? value.charAt(0).toUpperCase() + value.slice(1).toLowerCase()
          : undefined;
      case "removeprefix":
        return a !== undefined && value.startsWith(a) ? value.slice(a.length) : value;
      case "removesuffix":
        return a !== undefined && a !== "" && value.endsWith(a) ? value.slice(0, -a.length) : value;
      default:
        return undefined;
    }
  })();
  if (made !== undefined) return text(made, place);
  if (second || !isAscii(value)) return undefined;
  switch (name) {
    case "isdigit":
    case "isnumeric":
    case "isdecimal":
      return boolean(/^\d+$/.test(value), place);
    case "isalpha":
      return boolean(/^[a-zA-Z]+$/.test(value), place);
    case "isalnum":
      return boolean(/^[a-zA-Z\d]+$/.test(value), place);
    case "isupper":
      return boolean(/[A-Z]/.test(value) && !/[a-z]/.test(value), place);
    case "islower":
      return boolean(/[a-z]/.test(value) && !/[A-Z]/.test(value), place);
    case "count":
      return a ? integer(value.split(a).length - 1, place) : undefined;
    case "find":
      return a === undefined ? undefined : integer(value.indexOf(a), place);
    default:
      return undefined;
  }
}

function stripEnds(
  value: string,
  letters: string | undefined,
  isLeft: boolean,
  isRight: boolean,
): string | undefined {
  if (letters === undefined && !isAscii(value)) return undefined;
  const isStripped = (letter: string | undefined): boolean =>
    letter !== undefined && (letters?.includes(letter) ?? /[\t\n\r ]/.test(letter));
  const all = Array.from(value);
  let from = 0;
  let to = all.length;
  while (isLeft && from < to && isStripped(all[from])) from++;
  while (isRight && to > from && isStripped(all[to - 1])) to--;
  return all.slice(from, to).join("");
}

function join(
  run: Run,
  separator: string,
  value: Live | undefined,
  place: Place,
): Live | undefined {
  const values = value && certainElements(run, value);
  if (!values) return partialText(place);
  const parts = values.flatMap((each, index) =>
    index === 0 ? [each] : [text(separator, undefined), each],
  );
  return parts.every(isTextual) ? formatAll(parts, place) : partialText(place);
}

function isTextual(value: Live): value is Single {
  return (
    value.kind === "text" || value.kind === "partialText" || value.kind === "configurationText"
  );
}

function split(
  run: Run,
  value: string,
  [separator, maximum]: readonly Live[],
  place: Place,
): Live | undefined {
  if (maximum || (separator && separator.kind !== "text" && separator.kind !== "none"))
    return undefined;
  if (separator?.kind === "text" && separator.value === "") return undefined;
  if (separator?.kind !== "text" && !isAscii(value)) return undefined;
  const pieces =
    separator?.kind === "text"
      ? value.split(separator.value)
      : value.split(/[\t\n\r ]+/).filter((piece) => piece !== "");
  return run.sequenceOf(
    "list",
    pieces.map((piece) => text(piece, place)),
    place,
  );
}

function testEnd(
  value: string,
  name: "startswith" | "endswith",
  wanted: Live | undefined,
  count: number,
  place: Place,
): Live | undefined {
  const all =
    wanted?.kind === "sequence" ? wanted.content.elements.map((each) => each.value) : [wanted];
  const texts = all.flatMap((each) => (each?.kind === "text" ? [each.value] : []));
  if (count !== 1 || texts.length < all.length) return undefined;
  if (wanted?.kind === "sequence" && wanted.content.rest) return undefined;
  return boolean(
    texts.some((each) => (name === "startswith" ? value.startsWith(each) : value.endsWith(each))),
    place,
  );
}

function format(
  value: string,
  positional: readonly Live[],
  keywords: ReadonlyMap<string, Live>,
  place: Place,
): Live | undefined {
  let next = 0;
  const pieces = value.split(/(\{\w*\})/);
  if (pieces.some((piece, index) => index % 2 === 0 && /[{}]/.test(piece))) return undefined;
  const parts = pieces.map((piece, index) => {
    if (index % 2 === 0) return text(piece, undefined);
    const name = piece.slice(1, -1);
    const given =
      name === ""
        ? positional[next++]
        : /^\d+$/.test(name)
          ? positional[Number(name)]
          : keywords.get(name);
    return given ?? partialText(place);
  });
  return formatAll(parts, place);
}
