// A reporter for node:test that writes only the totals, as JSON, for `npm test` to add up.
import type { StageResult } from "./stages.ts";

interface SummaryEvent {
  readonly type: string;
  readonly data: {
    readonly file?: string;
    readonly counts?: {
      readonly passed: number;
      readonly failed: number;
      readonly cancelled: number;
      readonly skipped: number;
    };
  };
}

export default async function* countReporter(
  events: AsyncIterable<SummaryEvent>,
): AsyncGenerator<string> {
  for await (const { type, data } of events) {
    // Each file ends with a summary too; the one of the whole run names no file.
    if (type === "test:summary" && data.file === undefined && data.counts !== undefined) {
      const { passed, failed, cancelled, skipped } = data.counts;
      yield JSON.stringify({ passed, failed: failed + cancelled, skipped } satisfies StageResult);
    }
  }
}
