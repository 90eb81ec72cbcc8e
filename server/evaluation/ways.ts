/** Evaluating what may happen in one of several ways. */
import { joinAll } from "./join.ts";
import type { Live, Single } from "./live.ts";
import { wayEnds, type Run } from "./run.ts";

/** What one of several ways gives; the ways begin at the same state. */
export function eitherOf(run: Run, ways: readonly (() => Live | undefined)[]): Live {
  const values: Live[] = [];
  const isReached = run.heap.fork(
    ways.map((way) => () => {
      try {
        const value = way();
        if (value) values.push(value);
        return value !== undefined;
      } catch (error) {
        if (error === wayEnds) return false;
        throw error;
      }
    }),
  );
  if (!isReached) throw wayEnds;
  return joinAll(values);
}

/** Does something with the one of the values that it is. */
export function onEach(run: Run, values: readonly Single[], act: (value: Single) => void): void {
  const [first] = values;
  if (values.length === 1 && first) act(first);
  else {
    run.heap.fork(
      values.map((value) => () => {
        act(value);
        return true;
      }),
    );
  }
}
