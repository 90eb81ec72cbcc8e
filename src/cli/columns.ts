/** `columns`: which columns the destination leaves out or hashes. */
import type { ColumnRule } from "../shared/model/previews.ts";
import type { TableSummary } from "../shared/model/sync.ts";
import { nearestName } from "../shared/base/nearestName.ts";
import { defineCommand } from "./arguments.ts";
import { exitCodes, UsageError, type ExitCode } from "./exitCodes.ts";
import { formatTable, styleFor, tableName, type Style } from "./output.ts";
import { findProject, findStorage } from "./project.ts";
import { json } from "./syncSummary.ts";
import { withDestination } from "./withDestination.ts";

const actions = ["list", "block", "hash", "clear"] as const;
type Action = (typeof actions)[number];

type Target = Pick<ColumnRule, "schema" | "table" | "column">;

export const columnsCommand = defineCommand({
  name: "columns",
  usage: "<project> [list | block | hash | clear] [<table>.<column>…] [options]",
  summary: "Blocks and hashes columns, as Fivetran's settings of a connection would.",
  details: [
    "list   prints the rules (default)",
    "block  leaves a column out of its table; columns of a primary key cannot be blocked",
    "hash   stores SHA-256 of the value with this destination's salt; NULL stays NULL, equal values stay equal",
    "clear  takes a column's rule away; without a column, all rules",
    "",
    "Names are the destination's, <schema>.<table>.<column> where a table has a schema. The tables are made anew at once,",
    "and later syncs follow the rules. A table or a column may be named before it exists.",
  ].join("\n"),
  options: {
    storage: { type: "string", value: "<folder>", description: "where runs are kept" },
    json: { type: "boolean", description: "print the rules as JSON" },
  },
  async run({ values, positionals }, context): Promise<ExitCode> {
    const [given, action, ...names] = positionals;
    const project = findProject(given, context);
    const chosen = requireAction(action);
    if (chosen === "list" && names.length > 0) {
      throw new UsageError(`columns list takes no ${JSON.stringify(names[0])}.`);
    }
    if ((chosen === "block" || chosen === "hash") && names.length === 0) {
      throw new UsageError(`columns ${chosen}: which column? Give <table>.<column>.`);
    }
    const storage = findStorage(project, values.storage, context);
    const style = styleFor(context.stdout, context.env);
    return withDestination({ storage }, context, async ({ remote }) => {
      const before = await remote.columnRules();
      const tables = await remote.tables();
      const targets = names.map((name) => parseColumn(name, tables));
      const rules = chosen === "list" ? before : change(before, chosen, targets);
      if (chosen !== "list") {
        await remote.setColumnRules(rules);
      }
      const text =
        chosen === "list" ? describeRules(rules, style) : describeChange(chosen, targets, tables);
      context.stdout.write(values.json ? json(rules) : text);
      return exitCodes.fine;
    });
  },
});

function requireAction(given: string | undefined): Action {
  const action = given === undefined ? "list" : actions.find((name) => name === given);
  if (action !== undefined) {
    return action;
  }
  const meant = nearestName(given ?? "", actions);
  const hint =
    meant === undefined ? `Give one of ${actions.join(", ")}.` : `Did you mean ${meant}?`;
  throw new UsageError(`columns has no ${JSON.stringify(given)}. ${hint}`);
}

/** `<table>.<column>`: of names that hold dots, the table there is decides. */
function parseColumn(text: string, tables: readonly TableSummary[]): Target {
  const [known] = tables
    .filter((table) => text.startsWith(`${tableName(table)}.`))
    .toSorted((left, right) => tableName(right).length - tableName(left).length);
  if (known) {
    const column = text.slice(tableName(known).length + 1);
    if (column !== "") {
      return { schema: known.schema, table: known.name, column };
    }
  }
  const parts = /^(?:([^.]+)\.)?([^.]+)\.([^.]+)$/.exec(text);
  if (!parts) {
    throw new UsageError(`${JSON.stringify(text)} is not <table>.<column>.`);
  }
  return { schema: parts[1] ?? null, table: parts[2] ?? "", column: parts[3] ?? "" };
}

function change(
  rules: readonly ColumnRule[],
  action: "block" | "hash" | "clear",
  targets: readonly Target[],
): readonly ColumnRule[] {
  if (action === "clear") {
    for (const target of targets) {
      if (!rules.some((rule) => isSame(rule, target))) {
        throw new UsageError(`${shown(target)} has no rule.${hintFor(target, rules)}`);
      }
    }
    return targets.length === 0
      ? []
      : rules.filter((rule) => !targets.some((target) => isSame(rule, target)));
  }
  const others = rules.filter((rule) => !targets.some((target) => isSame(rule, target)));
  return [...others, ...targets.map((target) => ({ ...target, rule: action }))];
}

function hintFor(target: Target, rules: readonly ColumnRule[]): string {
  const meant = nearestName(shown(target), rules.map(shown));
  return meant === undefined ? "" : ` Did you mean ${meant}?`;
}

function isSame(left: Target, right: Target): boolean {
  return (
    left.schema === right.schema &&
    left.table === right.table &&
    left.column.toLowerCase() === right.column.toLowerCase()
  );
}

function shown({ schema, table, column }: Target): string {
  return `${tableName({ schema, name: table })}.${column}`;
}

const verbs = { block: "blocked", hash: "hashed" } as const;

export function describeRules(rules: readonly ColumnRule[], style: Style): string {
  if (rules.length === 0) {
    return "No column is blocked or hashed.\n";
  }
  return formatTable(
    [{ title: "COLUMN" }, { title: "RULE" }],
    rules.map((rule) => [shown(rule), verbs[rule.rule]]),
    style,
  );
}

function describeChange(
  action: "block" | "hash" | "clear",
  targets: readonly Target[],
  tables: readonly TableSummary[],
): string {
  if (action === "clear") {
    return targets.length === 0
      ? "No column is blocked or hashed any more.\n"
      : targets.map((target) => `${shown(target)} has no rule any more.\n`).join("");
  }
  return targets
    .map((target) => {
      const note = exists(target, tables) ? "" : " once it exists";
      return `${shown(target)} is ${verbs[action]}${note}.\n`;
    })
    .join("");
}

function exists({ schema, table, column }: Target, tables: readonly TableSummary[]): boolean {
  return tables.some(
    (known) =>
      known.schema === schema &&
      known.name === table &&
      known.columns.some(({ name }) => name.toLowerCase() === column.toLowerCase()),
  );
}
