/** `profile`: for each table, what was declared beside what was sent, and which columns could be its key. */
import type { CandidateKey, ColumnProfile, TableProfile } from "../shared/model/previews.ts";
import type { TableSummary } from "../shared/model/sync.ts";
import { nearestName } from "../shared/base/nearestName.ts";
import { defineCommand } from "./arguments.ts";
import { exitCodes, UsageError, type ExitCode } from "./exitCodes.ts";
import {
  formatCell,
  formatCount,
  formatTable,
  plural,
  styleFor,
  tableName,
  type Style,
} from "./output.ts";
import { findProject, findStorage } from "./project.ts";
import { json } from "./syncSummary.ts";
import { withDestination } from "./withDestination.ts";

const longestSample = 20;

export const profileCommand = defineCommand({
  name: "profile",
  usage: "<project> [<table>] [options]",
  summary: "Compares what schema() declares with what was sent, and looks for keys.",
  details: [
    "Each value is shown by the type it would have on its own; a DECIMAL has digits enough for all of its column's.",
    "Looks at the newest run that sent rows to the table.",
  ].join("\n"),
  options: {
    storage: { type: "string", value: "<folder>", description: "where runs are kept" },
    json: { type: "boolean", description: "print a list of tables as JSON" },
  },
  async run({ values, positionals }, context): Promise<ExitCode> {
    const [given, name, ...more] = positionals;
    const project = findProject(given, context);
    if (more.length > 0) {
      throw new UsageError(`profile takes one table; ${JSON.stringify(more[0])} is one too many.`);
    }
    const storage = findStorage(project, values.storage, context);
    const profiles = await withDestination({ storage }, context, async ({ remote }) => {
      const tables = chosenTables(await remote.tables(), name);
      const found: TableProfile[] = [];
      for (const table of tables) {
        found.push(await remote.profile({ schema: table.schema, name: table.name }));
      }
      return found;
    });
    const style = styleFor(context.stdout, context.env);
    context.stdout.write(
      values.json ? json(profiles) : profiles.map((one) => describeProfile(one, style)).join("\n"),
    );
    if (profiles.length === 0 && !values.json) {
      context.stdout.write("The destination has no tables.\n");
    }
    return exitCodes.fine;
  },
});

function chosenTables(
  tables: readonly TableSummary[],
  name: string | undefined,
): readonly TableSummary[] {
  if (name === undefined) {
    return tables;
  }
  const table = tables.find((known) => tableName(known) === name);
  if (table) {
    return [table];
  }
  const meant = nearestName(name, tables.map(tableName));
  const hint = meant === undefined ? "" : ` Did you mean ${meant}?`;
  throw new UsageError(`There is no table ${name} in the destination.${hint}`);
}

export function describeProfile(profile: TableProfile, style: Style): string {
  const { schema, table, declared, primaryKey, operations, columns, cuts } = profile;
  const key = primaryKey.length === 0 ? "no key" : `key ${primaryKey.join(", ")}`;
  const origin = declared ? "declared" : "not declared";
  return [
    `${style.bold(tableName({ schema, name: table }))} ${style.dim(`(${origin}, ${key}, ${plural(operations, "upsert or update", "upserts and updates")})`)}\n`,
    formatTable(
      [
        { title: "COLUMN" },
        { title: "DECLARED" },
        { title: "IS" },
        { title: "NULL", align: "right" },
        { title: "OBSERVED" },
      ],
      columns.map((column) => [
        column.name,
        column.declaredType ?? "",
        column.type ?? "",
        nullShare(column),
        observed(column),
      ]),
      style,
    ),
    ...profile.candidateKeys.map((candidate) => `Candidate key ${describeKey(candidate)}\n`),
    ...cuts.map((cut) => `${cut}\n`),
  ].join("");
}

function nullShare({ nulls, sent }: ColumnProfile): string {
  if (sent === 0) {
    return "";
  }
  const percent = (100 * nulls) / sent;
  return percent > 0 && percent < 1 ? "<1 %" : `${Math.floor(percent)} %`;
}

function observed({ observed: types, sent }: ColumnProfile): string {
  if (sent === 0) {
    return "never sent";
  }
  return types
    .map(({ type, count, samples }) => {
      const shown = samples.map((sample) => formatCell(sample, longestSample)).join(", ");
      return `${formatCount(count)} ${type}${shown === "" ? "" : ` (${shown})`}`;
    })
    .join("; ");
}

function describeKey({ columns, identifies, distinct, nulls }: CandidateKey): string {
  const names = columns.join(", ");
  if (identifies) {
    return `${names}: identifies every row`;
  }
  const missing = nulls === 0 ? "" : `, ${formatCount(nulls)} NULL`;
  return `${names}: does not, ${plural(distinct, "different value")}${missing}`;
}
