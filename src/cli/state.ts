/** `state`: what the connector will be given next, and the checkpoints it left. */
import path from "node:path";
import { assertNever } from "../shared/base/assertNever.ts";
import { formatJson, parseJson } from "../shared/base/json.ts";
import type { RunEntry } from "../shared/protocol/destination.ts";
import { parseState } from "../engine/runs/stateText.ts";
import { defineCommand } from "./arguments.ts";
import { nearestName } from "../shared/base/nearestName.ts";
import type { Context } from "./context.ts";
import { exitCodes, UsageError, type ExitCode } from "./exitCodes.ts";
import {
  formatCount,
  formatSeconds,
  formatTable,
  shorten,
  styleFor,
  type Style,
} from "./output.ts";
import { findProject, findStorage, checkJsonObject, readJsonObject } from "./project.ts";
import { json } from "./syncSummary.ts";
import { withDestination } from "./withDestination.ts";

const actions = ["get", "set", "reset", "list"] as const;
type Action = (typeof actions)[number];

const longestState = 70;

export const stateCommand = defineCommand({
  name: "state",
  usage: "<project> get | set <file, - or JSON> | reset | list [options]",
  summary: "Shows or changes the state that the next sync continues with.",
  details: [
    "get    prints the state as JSON",
    "set    takes a file, - for standard input, or a JSON object; tables stay as they are",
    "reset  sets {}; tables stay as they are (sync --fresh empties both)",
    "list   prints the runs and their checkpoints, as --from and --at name them",
  ].join("\n"),
  options: {
    storage: { type: "string", value: "<folder>", description: "where runs are kept" },
    json: { type: "boolean", description: "print JSON: the state, or with list the runs" },
  },
  async run({ values, positionals }, context): Promise<ExitCode> {
    const [given, action, value, ...more] = positionals;
    const project = findProject(given, context);
    const chosen = requireAction(action);
    if (more.length > 0 || (chosen !== "set" && value !== undefined)) {
      throw new UsageError(`state ${chosen} takes no ${JSON.stringify(more[0] ?? value)}.`);
    }
    const next = await nextState(chosen, value, context);
    const storage = findStorage(project, values.storage, context);
    return withDestination({ storage }, context, async ({ remote }) => {
      if (next !== undefined) {
        await remote.setState(next);
        context.stdout.write(
          values.json ? json(parseJson(next)) : "The next sync starts with this state.\n",
        );
      } else if (chosen === "list") {
        const runs = await remote.runs();
        const style = styleFor(context.stdout, context.env);
        context.stdout.write(values.json ? json(runs) : describeRuns(runs, style));
      } else {
        context.stdout.write(json(parseState(await remote.state())));
      }
      return exitCodes.fine;
    });
  },
});

function requireAction(given: string | undefined): Action {
  const action = actions.find((name) => name === given);
  if (action === undefined) {
    const meant = given === undefined ? undefined : nearestName(given, actions);
    const hint =
      meant === undefined ? `Give one of ${actions.join(", ")}.` : `Did you mean ${meant}?`;
    throw new UsageError(
      given === undefined
        ? `state: what about it? ${hint}`
        : `state has no ${JSON.stringify(given)}. ${hint}`,
    );
  }
  return action;
}

/** What the state becomes; undefined for an action that only reads. */
async function nextState(
  action: Action,
  value: string | undefined,
  context: Context,
): Promise<string | undefined> {
  switch (action) {
    case "set":
      return stateToSet(value, context);
    case "reset":
      return "{}";
    case "get":
    case "list":
      return undefined;
    default:
      return assertNever(action);
  }
}

async function stateToSet(value: string | undefined, context: Context): Promise<string> {
  if (value === undefined) {
    throw new UsageError(
      "state set: set to what? Give a file, - for standard input, or a JSON object.",
    );
  }
  if (value === "-") {
    return checkJsonObject("standard input", await context.readStdin());
  }
  if (/^\s*[{[]/.test(value)) {
    return checkJsonObject("the state", value);
  }
  return readJsonObject("state set", path.resolve(context.cwd, value));
}

export function describeRuns(runs: readonly RunEntry[], style: Style): string {
  if (runs.length === 0) {
    return "No run yet.\n";
  }
  return formatTable(
    [
      { title: "CHECKPOINT" },
      { title: "STARTED" },
      { title: "STATUS" },
      { title: "AFTER", align: "right" },
      { title: "ROWS", align: "right" },
      { title: "STATE" },
    ],
    runs.flatMap((entry) => [
      [`${entry.run}:0`, shownTime(entry.startedAt), statusOf(entry), "", "", ""],
      ...entry.checkpoints.map(({ index, seconds, rows, state }) => [
        `${entry.run}:${index}`,
        "",
        "",
        formatSeconds(seconds),
        formatCount(rows),
        shorten(formatJson(state), longestState),
      ]),
    ]),
    style,
  );
}

function statusOf({ kind, status }: RunEntry): string {
  return kind === "edit" ? "state edited" : (status ?? "not ended");
}

/** To the second, in the form the log has it. */
function shownTime(iso: string): string {
  return iso.replace("T", " ").replace(/\.\d+/, "");
}
