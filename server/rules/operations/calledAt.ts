/** From a value back to the call outside the project that gave it. */
import type { Value } from "../../evaluation/values.ts";
import type { ProjectFacts } from "../../model/facts.ts";

/** The full name of what was called to make a value of which at most the type is known: `json.dumps`. */
export function calledAt(value: Value, { calls }: ProjectFacts): string | undefined {
  const { place } = value;
  if (value.kind === "result") return value.of;
  if (!place || (value.kind !== "partialText" && value.kind !== "text")) return undefined;
  return calls.find(
    ({ file, call }) => file === place.file && call.from === place.from && call.to === place.to,
  )?.name;
}
