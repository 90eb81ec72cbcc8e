/** Reads the state a checkpoint carries: Python's JSON, which may hold NaN and Infinity. */
import type { Json } from "../../shared/model/sync.ts";
import { ProtocolError } from "../bridge/frameReader.ts";

/** NaN and infinities become null, since no JSON file can hold them. */
export function readState(payload: Buffer): Json {
  const text = payload.toString("utf8");
  try {
    return JSON.parse(text) as Json;
  } catch {
    return readLenient(text);
  }
}

function readLenient(text: string): Json {
  // Strings are matched first, so that a token inside one is left alone.
  const strict = text.replace(/"(?:[^"\\]|\\.)*"|-?Infinity|NaN/g, (token) =>
    token.startsWith('"') ? token : "null",
  );
  try {
    return JSON.parse(strict) as Json;
  } catch {
    throw new ProtocolError("a checkpoint whose state is not JSON arrived");
  }
}
