/** Steps of an ending that must all be tried. */

/** Does all of them, whichever fail; returns what the first one threw. */
export function firstFailure(...actions: readonly (() => void)[]): unknown {
  let failure: unknown;
  for (const action of actions) {
    try {
      action();
    } catch (error) {
      failure ??= error;
    }
  }
  return failure;
}
