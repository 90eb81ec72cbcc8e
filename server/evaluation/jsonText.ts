/** `json.loads` of known text and `json.dumps` of known values. */
import { configurationKeysOf } from "./join.ts";
import type { Live } from "./live.ts";
import { boolean, float, none, partialText, text, unknown } from "./make.ts";
import type { Run } from "./run.ts";
import type { Place } from "./values.ts";

export function readJson(run: Run, value: Live, place: Place): Live {
  const source = value.kind === "text" ? value.value : undefined;
  if (source === undefined) {
    const configurationKeys = configurationKeysOf([value]);
    return configurationKeys.length > 0
      ? unknown("it is JSON in the configuration", place, [], configurationKeys)
      : unknown("JSON is read while the code runs", place);
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(source);
  } catch {
    return unknown("it is no JSON");
  }
  return fromJson(run, parsed, place);
}

function fromJson(run: Run, value: unknown, place: Place): Live {
  switch (typeof value) {
    case "string":
      return text(value, place);
    case "number":
      // Whether it was written with a point is lost, unless it cannot be an integer.
      return Number.isSafeInteger(value) ? unknown("a number in JSON") : float(value, place);
    case "boolean":
      return boolean(value, place);
    default:
      break;
  }
  if (Array.isArray(value)) {
    return run.sequenceOf(
      "list",
      value.map((each: unknown) => fromJson(run, each, place)),
      place,
    );
  }
  if (typeof value !== "object" || value === null) return none(place);
  const entries = Object.entries(value);
  // JavaScript sorts keys that look like indices.
  if (entries.some(([key]) => /^\d+$/.test(key))) return unknown("JSON with numbers for keys");
  return run.dict(
    entries.map(([key, each]) => ({
      key: text(key, place),
      keyPlace: place,
      value: fromJson(run, each, place),
      isCertain: true,
    })),
    place,
  );
}

export function writeJson(value: Live, place: Place): Live {
  return value.kind === "text" && /^[ !#-[\]-~]*$/.test(value.value)
    ? text(`"${value.value}"`, place)
    : partialText(place);
}
