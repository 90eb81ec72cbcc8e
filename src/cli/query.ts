/** `query`: one reading SQL statement against the destination as a run left it. */
import type { QueryResult } from "../shared/protocol/destination.ts";
import { defineCommand } from "./arguments.ts";
import { exitCodes, UsageError, type ExitCode } from "./exitCodes.ts";
import { formatCell, formatTable, plural, styleFor, type Style } from "./output.ts";
import { findProject, findStorage, parseMoment } from "./project.ts";
import { json } from "./syncSummary.ts";
import { withDestination } from "./withDestination.ts";

const shownRows = 1000;
const longestCell = 60;

export const queryCommand = defineCommand({
  name: "query",
  usage: '<project> "<sql>" [options]',
  summary: "Runs one SQL statement (SQLite's dialect, reading only) on the project's tables.",
  options: {
    at: {
      type: "string",
      value: "<run>:<checkpoint>",
      description: "the tables as they were then (default: as they are)",
    },
    storage: { type: "string", value: "<folder>", description: "where runs are kept" },
    json: { type: "boolean", description: "print {columns, rows} as JSON, with all rows" },
  },
  async run({ values, positionals }, context): Promise<ExitCode> {
    const [given, sql, ...more] = positionals;
    const project = findProject(given, context);
    if (sql === undefined || more.length > 0) {
      throw new UsageError(
        'query takes a project and one statement in quotes: query . "select 1".',
      );
    }
    const at = values.at === undefined ? undefined : parseMoment("--at", values.at);
    const storage = findStorage(project, values.storage, context);
    const limit = values.json ? Number.MAX_SAFE_INTEGER : shownRows;
    const result = await withDestination({ storage, at }, context, ({ remote }) =>
      remote.query(sql, limit),
    );
    const { columns, rows } = result;
    context.stdout.write(
      values.json
        ? json({ columns, rows })
        : describeResult(result, styleFor(context.stdout, context.env)),
    );
    return exitCodes.fine;
  },
});

export function describeResult({ columns, rows, truncated }: QueryResult, style: Style): string {
  const table = formatTable(
    columns.map(({ name, type }) => ({
      title: name,
      align: numberTypes.test(type) ? ("right" as const) : undefined,
    })),
    rows.map((row) => columns.map((_, index) => formatCell(row[index], longestCell))),
    style,
  );
  const note = truncated
    ? `first ${plural(rows.length, "row")}; --json has all`
    : plural(rows.length, "row");
  return `${table}${style.dim(`(${note})`)}\n`;
}

const numberTypes = /^(SHORT|INT|LONG|FLOAT|DOUBLE|DECIMAL)/;
