/** Functions of Python and its library whose results are known. */
import { isOfType } from "./narrowing.ts";
import { toText } from "./formatting.ts";
import type { CallArguments } from "./functions.ts";
import { anyElement, certainElements, elementsOf, lengthOf } from "./items.ts";
import { readJson, writeJson } from "./jsonText.ts";
import { type Live, type LiveElement, singlesOf } from "./live.ts";
import { boolean, integer, none, partialText, resultOf, text } from "./make.ts";
import { fillDict } from "./methods.ts";
import { areEqual, agreed, truthOf } from "./truth.ts";
import { booleanOf, compare, uniqueElements } from "./operators.ts";
import { substitute } from "./patterns.ts";
import type { Run } from "./run.ts";
import { eitherOf } from "./ways.ts";
import type { Place } from "./values.ts";
import { attributeOf } from "./attributes.ts";
import { callValue } from "./calls.ts";
import { anyOf } from "./join.ts";

type Builtin = (run: Run, given: CallArguments, place: Place) => Live | undefined;

/** Undefined when the result is not known. */
export function callBuiltin(
  run: Run,
  name: string,
  given: CallArguments,
  place: Place,
): Live | undefined {
  const builtin = builtins.get(name);
  if (!builtin) return textResults.test(name) ? partialText(place) : undefined;
  return given.isOpen ? undefined : builtin(run, given, place);
}

/** What is certainly text. */
const textResults =
  /^(builtins\.(str|repr|input|chr|hex|format|ascii)|json\.dumps|os\.path\.(join|basename|dirname|abspath)|os\.getcwd|.*\.(isoformat|strftime|hexdigest)|time\.strftime|urllib\.parse\.(quote|quote_plus|urlencode|urljoin)|re\.(sub|escape)|traceback\.format_exc)$/;

/** What a call makes of what it goes over. */
const collection =
  (type: "list" | "tuple" | "set"): Builtin =>
  (run, { positional: [value] }, place) => {
    if (!value) return run.sequence(type, [], place);
    if (value.kind === "union") {
      return eitherOf(
        run,
        singlesOf(value).map(
          (each) => () => collection(type)(run, { ...only, positional: [each] }, place),
        ),
      );
    }
    const { elements, rest } = elementsOf(run, value);
    return run.sequence(type, type === "set" ? uniqueElements(elements) : elements, place, rest);
  };

const only: CallArguments = { positional: [], keywords: new Map(), isOpen: false };

/** Goes over its first argument; gives an iterator of what `pick` makes of the elements. */
function iterator(
  run: Run,
  value: Live | undefined,
  place: Place,
  pick: (elements: readonly LiveElement[]) => readonly LiveElement[],
  pickRest: (rest: Live) => Live = (rest) => rest,
): Live {
  const { elements, rest } = value ? elementsOf(run, value) : { elements: [], rest: undefined };
  return run.sequence("iterator", pick(elements), place, rest && pickRest(rest));
}

const number =
  (parse: (value: string) => Live | undefined): Builtin =>
  (_run, { positional: [value, base] }) => {
    if (base || !value) return undefined;
    if (value.kind === "text") return parse(value.value.trim());
    if (value.kind === "number") return value;
    return value.kind === "boolean" ? integer(Number(value.value)) : undefined;
  };

const builtins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  [
    "builtins.str",
    (_run, { positional: [value] }, place) => (value ? toText(value, place) : text("", place)),
  ],
  ["builtins.list", collection("list")],
  ["builtins.tuple", collection("tuple")],
  ["builtins.set", collection("set")],
  ["builtins.frozenset", collection("set")],
  [
    "builtins.dict",
    (run, given, place) => {
      const dict = run.dict([], place);
      fillDict(run, dict, given);
      return dict;
    },
  ],
  [
    "collections.OrderedDict",
    (run, given, place) => builtins.get("builtins.dict")?.(run, given, place),
  ],
  ["collections.defaultdict", (run, _given, place) => run.dict([], place, "code", true)],
  ["collections.deque", (run, given, place) => collection("list")(run, given, place)],
  [
    "builtins.int",
    number((value) => (/^[+-]?\d{1,15}$/.test(value) ? integer(Number(value)) : undefined)),
  ],
  [
    "builtins.float",
    number((value) =>
      /^[+-]?\d{1,12}(\.\d{1,3})?$/.test(value)
        ? { ...integer(Number(value)), isInteger: false }
        : undefined,
    ),
  ],
  [
    "builtins.bool",
    (_run, { positional: [value] }, place) => booleanOf(value ? truthOf(value) : false, place),
  ],
  [
    "builtins.len",
    (_run, { positional: [value] }, place) => {
      const length = value && lengthOf(value);
      return length === undefined ? undefined : integer(length, place);
    },
  ],
  [
    "builtins.range",
    (run, { positional }, place) => {
      const numbers = positional.map((value) =>
        value.kind === "number" ? Number(value.value) : NaN,
      );
      const any = resultOf("builtins.int", place);
      if (numbers.some((each) => Number.isNaN(each))) return run.sequence("view", [], place, any);
      const [from = 0, to = 0, step = 1] = numbers.length === 1 ? [0, ...numbers] : numbers;
      const count = step === 0 ? Infinity : Math.max(0, Math.ceil((to - from) / step));
      if (count > 1000) return run.sequence("view", [], place, any);
      return run.sequenceOf(
        "view",
        Array.from({ length: count }, (_, index) => integer(from + index * step, place)),
        place,
      );
    },
  ],
  [
    "builtins.enumerate",
    (run, { positional: [value, start], keywords }, place) => {
      const first = start ?? keywords.get("start");
      const from = first?.kind === "number" ? Number(first.value) : 0;
      let isCounted = first === undefined || first.kind === "number";
      const pair = (count: Live, each: Live): Live => run.sequenceOf("tuple", [count, each], place);
      const anyCount = resultOf("builtins.int", place);
      return iterator(
        run,
        value,
        place,
        (elements) =>
          elements.map((element, index) => {
            isCounted &&= element.isCertain;
            const count = isCounted ? integer(from + index, place) : anyCount;
            return { ...element, value: pair(count, element.value) };
          }),
        (rest) => pair(anyCount, rest),
      );
    },
  ],
  [
    "builtins.zip",
    (run, { positional }, place) => {
      const all = positional.map((value) => elementsOf(run, value));
      const lists = all.flatMap(({ elements, rest }) =>
        !rest && elements.every(({ isCertain }) => isCertain)
          ? [elements.map((element) => element.value)]
          : [],
      );
      if (lists.length < all.length) {
        const any = all.map(({ elements, rest }) => anyElement(elements, rest));
        return run.sequence("iterator", [], place, run.sequenceOf("tuple", any, place));
      }
      const length = Math.min(...lists.map((each) => each.length));
      const rows = Array.from({ length: lists.length > 0 ? length : 0 }, (_, index) =>
        run.sequenceOf(
          "tuple",
          lists.flatMap((each) => each[index] ?? []),
          place,
        ),
      );
      return run.sequenceOf("iterator", rows, place);
    },
  ],
  [
    "builtins.reversed",
    (run, { positional: [value] }, place) =>
      iterator(run, value, place, (elements) => elements.toReversed()),
  ],
  [
    "builtins.iter",
    (run, { positional: [value] }, place) => iterator(run, value, place, (elements) => elements),
  ],
  ["builtins.sorted", (run, given, place) => sorted(run, given, place)],
  [
    "builtins.isinstance",
    (_run, { positional: [value, type] }, place) => {
      if (!value || !type) return undefined;
      const types =
        type.kind === "sequence" ? type.content.elements.map((each) => each.value) : [type];
      const names = types.map((each) =>
        each.kind === "external" && each.name.startsWith("builtins.")
          ? each.name.slice(9)
          : undefined,
      );
      return booleanOf(agreed(singlesOf(value).map((single) => isOfType(single, names))), place);
    },
  ],
  [
    "builtins.getattr",
    (run, { positional: [owner, name] }, place) => {
      if (owner?.kind !== "instance" || name?.kind !== "text") return undefined;
      const { file, from, to } = place;
      const span = { from, to };
      return file === run.file
        ? attributeOf(run, owner, name.value, {
            ...span,
            kind: "Attribute",
            value: { ...span, kind: "Missing" },
            attribute: { ...span, text: name.value },
          })
        : undefined;
    },
  ],
  ["builtins.print", () => none()],
  ...["any", "all"].map((name): [string, Builtin] => [
    `builtins.${name}`,
    (run, { positional: [value] }, place) => {
      const values = value && certainElements(run, value);
      const truths = values?.map(truthOf);
      if (!truths) return undefined;
      const wanted = name === "any";
      if (truths.includes(wanted)) return boolean(wanted, place);
      return truths.includes(undefined) ? undefined : boolean(!wanted, place);
    },
  ]),
  [
    "json.dumps",
    (_run, { positional: [value], keywords }, place) => {
      if (value?.kind === "dict" && value.origin === "configuration")
        _run.configurationEscapes = true;
      return value && keywords.size === 0 ? writeJson(value, place) : undefined;
    },
  ],
  ["json.loads", (run, { positional: [value] }, place) => value && readJson(run, value, place)],
  ["copy.copy", (run, { positional: [value] }, place) => value && copyOf(run, value, place)],
  [
    "copy.deepcopy",
    (run, { positional: [value] }, place) => value && deepCopyOf(run, value, place),
  ],
  [
    "re.sub",
    (_run, { positional: [pattern, replacement, value] }, place) =>
      substitute(pattern, replacement, value, place),
  ],
  ...["add_field", "add_test"].map((name): [string, Builtin] => [
    `fivetran_connector_sdk.ConfigurationForm().${name}`,
    (_run, _given, place) => resultOf("fivetran_connector_sdk.ConfigurationForm", place),
  ]),
  ["pathlib.Path", (_run, _given, place) => resultOf("pathlib.Path", place)],
]);

function sorted(run: Run, { positional: [value], keywords }: CallArguments, place: Place): Live {
  if (!value) return run.sequence("list", [], place);
  const { elements, rest } = elementsOf(run, value);
  const reverse = keywords.get("reverse");
  const key = keywords.get("key");
  const isDown = reverse === undefined ? false : truthOf(reverse);
  const keyed = elements.map((element) => ({
    value: element.value,
    key: key ? callValue(run, key, { ...only, positional: [element.value] }) : element.value,
  }));
  const isKnown =
    !rest &&
    isDown !== undefined &&
    elements.every(({ isCertain }) => isCertain) &&
    keyed.every((one) =>
      keyed.every((other) => one === other || compare("<", one.key, other.key) !== undefined),
    );
  if (!isKnown) return unordered(run, elements, rest, place);
  // Equal elements keep their order also when it is reversed.
  const order = keyed.toSorted((a, b) =>
    areEqual(a.key, b.key) ? 0 : compare("<", a.key, b.key) === isDown ? 1 : -1,
  );
  return run.sequenceOf(
    "list",
    order.map((each) => each.value),
    place,
  );
}

/** The elements in an order that is not known. */
function unordered(
  run: Run,
  elements: readonly LiveElement[],
  rest: Live | undefined,
  place: Place,
): Live {
  const isOrdered = elements.length < 2 && !rest;
  const maybe = elements.map((element) => ({ ...element, isCertain: false }));
  return run.sequence("list", isOrdered ? elements : maybe, place, rest);
}

export function copyOf(run: Run, value: Live, place: Place): Live {
  if (value.kind === "sequence") {
    return value.type === "tuple"
      ? value
      : run.sequence(value.type, value.content.elements, place, value.content.rest);
  }
  if (value.kind === "dict") {
    if (value.origin === "configuration") run.configurationEscapes = true;
    const copy = run.dict(value.content.entries, place, value.origin, value.content.isOpen);
    return copy;
  }
  return value.kind === "instance" || value.kind === "union"
    ? anyOf("it is a copy", singlesOf(value))
    : value;
}

/** Objects that are shared in the original are shared in the copy. */
function deepCopyOf(
  run: Run,
  value: Live,
  place: Place,
  copies: Map<Live, Live> = new Map<Live, Live>(),
): Live {
  const known = copies.get(value);
  if (known) return known;
  run.spend();
  const copy = copyOf(run, value, place);
  copies.set(value, copy);
  if (copy.kind === "sequence" && value.kind === "sequence") {
    const { elements, rest } = value.content;
    const content = {
      elements: elements.map((element) => ({
        ...element,
        value: deepCopyOf(run, element.value, place, copies),
      })),
      rest: rest && deepCopyOf(run, rest, place, copies),
    };
    if (copy === value) return run.sequence(copy.type, content.elements, place, content.rest);
    run.heap.write(copy, content);
  } else if (copy.kind === "dict" && copy !== value) {
    const entries = copy.content.entries.map((entry) => ({
      ...entry,
      value: deepCopyOf(run, entry.value, place, copies),
    }));
    run.heap.write(copy, { ...copy.content, entries });
  }
  return copy;
}
