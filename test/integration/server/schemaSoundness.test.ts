import assert from "node:assert/strict";
import { test } from "node:test";
import { readFacts } from "../../../server/model/readFacts.ts";
import { newest, projectFiles } from "../../support/analysis.ts";
import { covers, runSchemas, type Configuration } from "../../support/ranSchemas.ts";
import { hasPublicConnectors, realConnectors } from "../../support/realConnectors.ts";

/** As in configuration.json, without any, and with values that take other ways through the code. */
function configurationsOf(
  text: string | undefined,
  read: readonly string[],
): readonly Configuration[] {
  let own: Record<string, string> = {};
  try {
    own = JSON.parse(text ?? "{}") as Record<string, string>;
  } catch {
    // One of the public connectors has comments in it.
  }
  const keys = [...new Set([...Object.keys(own), ...read])];
  const all = (value: string): Configuration => Object.fromEntries(keys.map((key) => [key, value]));
  return [own, {}, all("Some-Name x"), all("7"), all("true"), all('{"a": "b"}')];
}

void test("what evaluation says of schema() is what Python makes of it", (t) => {
  const projects = realConnectors().map((project) => {
    const facts = readFacts(projectFiles(project.texts), newest);
    const read = facts.configuration.reads.map(({ key }) => key);
    return {
      ...project,
      schema: facts.schema,
      configurations: configurationsOf(project.texts["configuration.json"], read),
    };
  });
  const wrong: string[] = [];
  let compared = 0;
  let isExact = 0;
  runSchemas(projects).forEach(({ results, failed }, index) => {
    const project = projects[index];
    if (!project) return;
    if (failed !== undefined) t.diagnostic(`${project.name} cannot be run: ${failed}`);
    results?.forEach(({ value }, variant) => {
      const { returned, decided } = project.schema;
      if (!value) return;
      compared++;
      if (decided === "exact") isExact++;
      if (!returned || !covers(returned, value, project.configurations[variant] ?? {})) {
        wrong.push(`${project.name} ${String(variant)}: ${JSON.stringify(value).slice(0, 300)}`);
      }
    });
  });
  t.diagnostic(
    `${String(compared)} results of ${String(projects.length)} connectors, ${String(isExact)} of them exact`,
  );
  assert.deepEqual(wrong, []);
  assert.ok(compared > (hasPublicConnectors() ? 300 : 0), `only ${String(compared)} compared`);
});
