/** The state as its connector serialised it: Python's JSON, which may hold NaN and Infinity. */
import { parseJson } from "../../shared/base/json.ts";
import type { Json } from "../../shared/model/sync.ts";
import { ProtocolError } from "../bridge/frameReader.ts";

/** What the text holds, to be shown; NaN and infinities are null. Throws `SyntaxError` for anything but Python's JSON. */
export function parseState(text: string): Json {
  try {
    return parseJson(text);
  } catch {
    // Strings are matched first, so that a token inside one is left alone.
    const strict = text.replace(/"(?:[^"\\]|\\.)*"|-?Infinity|NaN/g, (token) =>
      token.startsWith('"') ? token : "null",
    );
    return parseJson(strict);
  }
}

/** A state that nobody could read again must not be acknowledged: throws `ProtocolError`. */
export function refuseBrokenState(text: string): void {
  try {
    parseState(text);
  } catch (cause) {
    throw new ProtocolError("a checkpoint whose state is not JSON arrived", { cause });
  }
}
