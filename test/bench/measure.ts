/** All that the bench measures: each load beside the SDK alone, and how the rate holds as tables grow. */
import { ceiling, sync, type Load, type Synced } from "./throughput.ts";
import type { StartPhase } from "../../src/shared/protocol/destination.ts";

export const loads: Readonly<Record<Load, string>> = {
  integer: "integer key",
  text: "text key (UUID)",
  updates: "second half updates",
  keyless: "no key",
};

/** Medians over the rounds. */
export interface LoadResult {
  readonly load: Load;
  readonly alonePerSecond: number;
  readonly syncedPerSecond: number;
  /** Synced by alone, measured one after the other in each round. */
  readonly ratio: number;
  readonly bytesPerRow: number;
  /** Peak resident sizes: of the connector's process, and of the one that holds the destination. */
  readonly hostMebibytes: number;
  readonly nodeMebibytes: number;
}

export interface GrowthResult {
  readonly smallRows: number;
  readonly largeRows: number;
  readonly smallPerSecond: number;
  readonly largePerSecond: number;
  /** The large one's rate by the small one's: 1 is linear. */
  readonly ratio: number;
}

export interface BenchResult {
  readonly rounds: number;
  readonly rows: number;
  readonly loads: readonly LoadResult[];
  readonly growth: GrowthResult;
  /** Seconds from the start of a run until each phase. */
  readonly start: Readonly<Record<StartPhase, number>>;
}

interface Pair {
  readonly alone: number;
  readonly synced: Synced;
}

/** `onRound` is told when one is over. */
export async function measure(
  python: string,
  rounds: number,
  rows: number,
  onRound: (round: number) => void,
): Promise<BenchResult> {
  const names = Object.keys(loads) as Load[];
  const pairs = new Map<Load, Pair[]>(names.map((load) => [load, []]));
  const growth: { small: number; large: number }[] = [];
  const [smallRows, largeRows] = [rows / 2, rows * 5];
  for (let round = 1; round <= rounds; round++) {
    for (const load of names) {
      const alone = ceiling(python, { load, rows }).seconds;
      pairs.get(load)?.push({ alone, synced: await sync(python, { load, rows }) });
    }
    const small = await sync(python, { load: "integer", rows: smallRows });
    const large = await sync(python, { load: "integer", rows: largeRows });
    growth.push({ small: smallRows / small.seconds, large: largeRows / large.seconds });
    onRound(round);
  }
  return {
    rounds,
    rows,
    loads: names.map((load) => loadResult(load, rows, pairs.get(load) ?? [])),
    growth: {
      smallRows,
      largeRows,
      smallPerSecond: median(growth.map(({ small }) => small)),
      largePerSecond: median(growth.map(({ large }) => large)),
      ratio: median(growth.map(({ small, large }) => large / small)),
    },
    start: phases((pairs.get("integer") ?? []).map(({ synced }) => synced)),
  };
}

function loadResult(load: Load, rows: number, pairs: readonly Pair[]): LoadResult {
  const of = (value: (pair: Pair) => number) => median(pairs.map(value));
  return {
    load,
    alonePerSecond: of(({ alone }) => rows / alone),
    syncedPerSecond: of(({ synced }) => rows / synced.seconds),
    ratio: of(({ alone, synced }) => alone / synced.seconds),
    bytesPerRow: of(({ synced }) => synced.bytesPerRow),
    hostMebibytes: of(({ synced }) => synced.mebibytes ?? NaN),
    nodeMebibytes: of(({ synced }) => synced.nodeMebibytes),
  };
}

function phases(runs: readonly Synced[]): Record<StartPhase, number> {
  const at = (phase: StartPhase) => median(runs.map((run) => run.phases.get(phase) ?? NaN));
  return { process: at("process"), sdk: at("sdk"), schema: at("schema") };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
