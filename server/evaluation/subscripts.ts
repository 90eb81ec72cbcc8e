/** `a[b]`, read and written. */
import type { Expression, Slice, Subscript } from "../python/ast.ts";
import { evaluate } from "./expressions.ts";
import { anyElement, elementAt, getItem, lengthOf, seeKey, setItem } from "./items.ts";
import { havoc } from "./havoc.ts";
import { joinAll } from "./join.ts";
import { type Live, type LiveSequence, type Single, singlesOf } from "./live.ts";
import { partialText, resultOf, text, unknown } from "./make.ts";
import type { Run } from "./run.ts";
import type { Place } from "./values.ts";

export function subscriptOf(run: Run, receiver: Live, node: Subscript): Live {
  const place = run.place(node);
  if (node.index.kind === "Slice") {
    const slice = evaluateSlice(run, node.index);
    return joinAll(singlesOf(receiver).map((single) => sliceOf(run, single, slice, place)));
  }
  const key = evaluate(run, node.index);
  return joinAll(
    singlesOf(receiver).flatMap((single) =>
      singlesOf(key).map((each) => itemOf(run, single, each, node, place)),
    ),
  );
}

function itemOf(run: Run, receiver: Single, key: Single, node: Subscript, place: Place): Live {
  switch (receiver.kind) {
    case "dict":
      seeKey(run, receiver, key, "index", run.place(node.index));
      return getItem(receiver, key, undefined);
    case "sequence":
      return key.kind === "number"
        ? elementAt(receiver, Number(key.value))
        : anyElement(receiver.content.elements, receiver.content.rest);
    case "text": {
      const letter =
        key.kind === "number" ? Array.from(receiver.value).at(Number(key.value)) : undefined;
      return letter === undefined ? partialText(place) : text(letter, place);
    }
    case "partialText":
    case "configurationText":
      return partialText(place);
    case "state":
      return receiver;
    case "external":
      // `os.environ[…]` is text, `dict[str, int]` a type.
      return receiver.name === "os.environ" ? resultOf(receiver.name, place) : receiver;
    case "class":
      return receiver;
    case "unknown":
      return receiver;
    default:
      return unknown("it is known only when it runs", place);
  }
}

interface Bounds {
  readonly lower: Live | undefined;
  readonly upper: Live | undefined;
  readonly step: Live | undefined;
}

function evaluateSlice(run: Run, { lower, upper, step }: Slice): Bounds {
  const bound = (node: Expression | undefined): Live | undefined => node && evaluate(run, node);
  return { lower: bound(lower), upper: bound(upper), step: bound(step) };
}

function sliceOf(run: Run, receiver: Single, bounds: Bounds, place: Place): Live {
  const [from, to, step] = [bounds.lower, bounds.upper, bounds.step].map((bound) =>
    bound === undefined || bound.kind === "none"
      ? null
      : bound.kind === "number"
        ? Number(bound.value)
        : undefined,
  );
  const isKnown = from !== undefined && to !== undefined;
  const pick = <Item>(items: readonly Item[]): readonly Item[] | undefined => {
    if (!isKnown) return undefined;
    if (step === null || step === 1) return items.slice(from ?? 0, to ?? items.length);
    return step === -1 && from === null && to === null ? items.toReversed() : undefined;
  };
  switch (receiver.kind) {
    case "text": {
      const letters = pick(Array.from(receiver.value));
      return letters ? text(letters.join(""), place) : partialText(place);
    }
    case "partialText":
      return partialText(place);
    case "configurationText":
      return partialText(place, [], receiver.key === undefined ? [] : [receiver.key]);
    case "sequence":
      return sliceOfSequence(run, receiver, pick, place);
    case "unknown":
      return receiver;
    default:
      return unknown("it is known only when it runs", place);
  }
}

function sliceOfSequence(
  run: Run,
  receiver: LiveSequence,
  pick: <Item>(items: readonly Item[]) => readonly Item[] | undefined,
  place: Place,
): Live {
  const { type, content } = receiver;
  const elements = lengthOf(receiver) === undefined ? undefined : pick(content.elements);
  const ofType = type === "tuple" || type === "view" ? type : "list";
  if (elements) return run.sequence(ofType, elements, place);
  const maybe = content.elements.map((element) => ({ ...element, isCertain: false }));
  return run.sequence(ofType, maybe, place, content.rest);
}

/** `container[key] = value`. */
export function storeItem(
  run: Run,
  container: Single,
  key: Live,
  value: Live,
  keyPlace: Place | undefined,
): void {
  if (container.kind === "unknown") {
    // It may be one of these.
    for (const object of container.objects) storeItem(run, object, key, value, undefined);
    havoc(run, [container]);
  } else if (container.kind === "dict") {
    if (keyPlace) seeKey(run, container, key, "write", keyPlace);
    setItem(run, container, key, value, keyPlace);
  } else if (container.kind === "sequence") {
    const { content } = container;
    const index = key.kind === "number" ? Number(key.value) : undefined;
    const count = lengthOf(container);
    const at = index !== undefined && index < 0 && count !== undefined ? index + count : index;
    const isKnown = at !== undefined && at >= 0 && count !== undefined && at < count;
    if (isKnown) {
      const elements = content.elements.with(at, { value, isCertain: true });
      run.heap.write(container, { ...content, elements });
    } else {
      const added = { value, isCertain: false };
      const weak = container.rules.weaken(content, []);
      run.heap.write(container, { ...weak, elements: [...weak.elements, added] });
    }
  }
}
