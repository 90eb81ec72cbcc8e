/**
 * Which runs cost monthly active rows: initial syncs and re-syncs are free [D-MARSQL, D-MARREIMP], everything after them is
 * paid. A first sync that was cut off is still the first when it is continued.
 */
import { ProtocolError } from "../bridge/frameReader.ts";
import type { RunStore } from "./runStore.ts";
import { readEnd, readMarks, type Base, type RunEnd, type RunHeader } from "./syncLog.ts";
import { parseState } from "./stateText.ts";

export type RunCost = "free" | "paid";

/** Undefined for a change of the state by hand, which syncs nothing. */
export function runCost(store: RunStore, { kind, base, state }: RunHeader): RunCost | undefined {
  if (kind === "edit") return undefined;
  return isEmptyState(state) || continuesInitialSync(store, base) ? "free" : "paid";
}

function continuesInitialSync(store: RunStore, base: Base | null): boolean {
  if (!base) return true;
  const header = store.header(base.run);
  if (header.kind === "edit") return continuesInitialSync(store, header.base);
  if (base.checkpoint === null && endOf(store, base.run)?.status === "succeeded") return false;
  return runCost(store, header) === "free";
}

function isEmptyState(text: string): boolean {
  const state = parseState(text);
  return typeof state === "object" && state !== null && Object.keys(state).length === 0;
}

/** Undefined for a run whose process was killed. */
function endOf(store: RunStore, run: number): RunEnd | undefined {
  try {
    for (const frame of readMarks(store.path(run))) {
      if (frame.kind === "end") return readEnd(frame);
    }
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
  }
  return undefined;
}
