/** What the states of a run's checkpoints were like. */
import type { Json } from "../../../shared/model/sync.ts";

/** A checkpoint, from 1, and what is to be said of its state. */
export interface StateSighting<Detail> {
  readonly checkpoint: number;
  readonly detail: Detail;
}

export class StateNotes {
  /** The largest state, in bytes of UTF-8. */
  largest: StateSighting<number> | undefined;
  /** The first state that is no object, and what it is. */
  notObject: StateSighting<string> | undefined;
  /** The first state with NULL in it, and the path to that. */
  nullAt: StateSighting<string> | undefined;

  note(checkpoint: number, text: string, state: Json): void {
    const bytes = Buffer.byteLength(text);
    if (bytes > (this.largest?.detail ?? 0)) this.largest = { checkpoint, detail: bytes };
    const kind = kindOf(state);
    if (kind !== "an object") this.notObject ??= { checkpoint, detail: kind };
    else if (!this.nullAt && /null|NaN|Infinity/.test(text)) {
      const path = pathOfNull(state, "$");
      if (path !== undefined) this.nullAt = { checkpoint, detail: path };
    }
  }
}

function kindOf(state: Json): string {
  if (state === null) return "null";
  if (Array.isArray(state)) return "a list";
  if (typeof state === "object") return "an object";
  if (typeof state === "string") return "text";
  return typeof state === "boolean" ? "a boolean" : "a number";
}

/** Where the first null is: `$.orders.cursor`, `$["a b"][0]`. */
function pathOfNull(value: Json, path: string): string | undefined {
  if (value === null) return path;
  if (typeof value !== "object") return undefined;
  const entries = Array.isArray(value)
    ? value.map((entry: Json, index): [string, Json] => [`[${String(index)}]`, entry])
    : Object.entries(value).map(([key, entry]: [string, Json]): [string, Json] => [
        step(key),
        entry,
      ]);
  for (const [name, entry] of entries) {
    const found = pathOfNull(entry, path + name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function step(key: string): string {
  return /^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}
