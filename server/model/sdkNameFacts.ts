/** Names of the SDK that it does not have. */
import type { Run } from "../evaluation/run.ts";
import { sdkNameOf, sdkNames } from "../sdk/api.ts";
import type { KnownCall } from "./callFacts.ts";
import { namePlace } from "./callFacts.ts";
import type { SdkNameFact } from "./facts.ts";

const others: ReadonlySet<string> = new Set([
  "__version__",
  "configuration_form",
  "file_upload",
  "form_field",
  "operations",
  "test",
  "Logging.Level",
]);

export function sdkNameFacts(run: Run, calls: readonly KnownCall[]): readonly SdkNameFact[] {
  // What is called is an operation or call of its own, wrong name or not.
  const called = new Set(
    calls.map(({ file, written }) => {
      const place = namePlace(file, written.call.callee);
      return `${place.file}:${String(place.from)}`;
    }),
  );
  const found = new Map<string, SdkNameFact>();
  for (const sight of run.sights) {
    if (sight.kind !== "name") continue;
    const { name, place } = sight;
    const key = `${place.file}:${String(place.from)}`;
    const short = sdkNameOf(name);
    const isKnown = short === undefined || isSdkName(short);
    const isCallee = called.has(key) && /^(Operations|Logging)\./.test(short ?? "");
    if (!isKnown && !isCallee) found.set(key, { name, ...place });
  }
  return [...found.values()];
}

function isSdkName(short: string): boolean {
  return (
    sdkNames.has(short) ||
    others.has(short) ||
    /^[\w.]*\.__|^Logging\.Level\.|\(\)|\.TextField\./.test(short)
  );
}
