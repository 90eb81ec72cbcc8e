import { readFileSync } from "node:fs";
import type { SuiteResults, SuiteTest } from "../editor/suiteResults.ts";

export interface ResultWatcher {
  /** The results once the suite is over; rejects when that takes too long. */
  readonly finished: Promise<SuiteResults>;
  readonly soFar: () => readonly SuiteTest[];
  readonly stop: () => void;
}

/** Waits for the file in which a suite inside the editor reports, by looking: the other side may be in a container. */
export function resultWatcher(file: string, timeoutSeconds: number): ResultWatcher {
  const started = Date.now();
  let timer: NodeJS.Timeout | undefined;
  const finished = new Promise<SuiteResults>((resolve, reject) => {
    timer = setInterval(() => {
      const results = read(file);
      if (results?.finished === true) {
        resolve(results);
      } else if (Date.now() - started > timeoutSeconds * 1000) {
        reject(new Error(`The suite was not over after ${timeoutSeconds} seconds.`));
      }
    }, 200);
  });
  return {
    finished,
    soFar: () => read(file)?.tests ?? [],
    stop: () => {
      clearInterval(timer);
    },
  };
}

function read(file: string): SuiteResults | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as SuiteResults;
  } catch {
    return undefined;
  }
}
