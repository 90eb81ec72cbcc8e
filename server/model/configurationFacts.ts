/** What the code does with the configuration. */
import type { Run } from "../evaluation/run.ts";
import type { ConfigurationFact, ConfigurationMisuse, ConfigurationRead } from "./facts.ts";
import type { ReadModule } from "./sourceModules.ts";

export function configurationFact(
  run: Run,
  modules: ReadonlyMap<string, ReadModule>,
): ConfigurationFact {
  const reads = new Map<string, ConfigurationRead>();
  const misuses = new Map<string, ConfigurationMisuse>();
  for (const sight of run.sights) {
    if (sight.kind === "read") {
      const { key, place, how, default: fallback, isGuarded } = sight;
      const id = `${place.file}:${String(place.from)} ${how} ${key}`;
      const known = reads.get(id);
      if (!known || (known.isGuarded && !isGuarded)) {
        reads.set(id, { key, place, how, default: fallback, isGuarded });
      }
    } else if (sight.kind === "misuse") {
      const { file, key, expression, as } = sight;
      const { from, to } = expression;
      misuses.set(`${file}:${String(from)} ${key}`, { file, from, to, key, expression, as });
    }
  }
  const order = [...modules.keys()];
  const byPlace = (a: { file: string; from: number }, b: { file: string; from: number }): number =>
    order.indexOf(a.file) - order.indexOf(b.file) || a.from - b.from;
  return {
    reads: [...reads.values()].sort((a, b) => byPlace(a.place, b.place)),
    escapes: run.configurationEscapes,
    misuses: [...misuses.values()].sort(byPlace),
  };
}
