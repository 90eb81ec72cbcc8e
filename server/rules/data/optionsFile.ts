/** options.toml: the profiles that `fivetran deploy` takes its options from, and refuses as a whole for any mistake. */
import { parseToml, type TomlDocument, type TomlEntry, type TomlTable } from "../../data/toml.ts";
import type { ProjectFacts } from "../../model/facts.ts";
import { profileKeys } from "../../sdk/deployProfile.ts";
import { isFivetranPython, showRuntimes } from "../dependencies/pythonVersions.ts";
import { nearestName } from "../../../src/shared/base/nearestName.ts";
import { fix, placeIn, problemAt } from "../problem.ts";
import type { Fix, Problem } from "../rule.ts";
import { lineEnd, lineStart, replaced } from "../sourceEdits.ts";

const file = "options.toml";

const optionKeys = [...profileKeys.keys()];

export function* checkOptionsFile({ files }: ProjectFacts): Iterable<Problem> {
  const text = files.text(file);
  if (text === undefined) return;
  const document = parseToml(text);
  if (document.problem) {
    const { message } = document.problem;
    yield problemAt(
      placeIn(file, document.problem),
      "options-not-toml",
      `options.toml is not TOML: ${message.charAt(0).toLowerCase()}${message.slice(1)}.`,
    );
  }
  yield* checkTables(document.tables);
  for (const entry of document.entries) yield* checkEntry(entry, document);
}

function* checkTables(tables: readonly TomlTable[]): Iterable<Problem> {
  const profiles = new Set<string>();
  for (const table of tables) {
    const profile = table.path.join(".");
    const key = table.path.at(-1) ?? "";
    const isOption = table.path.length > 1 && optionKeys.includes(key);
    if (table.isArray || isOption || profiles.has(profile)) {
      const message = isOption
        ? `${key} must be text, not a table.`
        : table.isArray
          ? `A profile is one table: [${profile}].`
          : `There are two profiles called ${profile}.`;
      yield problemAt(placeIn(file, table), "options-profile", message);
    }
    profiles.add(profile);
  }
}

function* checkEntry(entry: TomlEntry, { text }: TomlDocument): Iterable<Problem> {
  const key = entry.path.at(-1) ?? "";
  const problem = (message: string, fixes: readonly Fix[] = [], place = entry.keyPlace): Problem =>
    problemAt(placeIn(file, place), "options-profile", message, { fixes });
  if (key === "api_key") {
    const line = { from: lineStart(text, entry.from), to: lineEnd(text, entry.to) + 1 };
    yield problemAt(
      placeIn(file, entry),
      "options-secret",
      "An API key must not be in options.toml; give it as FIVETRAN_API_KEY or --api-key.",
      { fixes: [fix("Remove the API key", [replaced(placeIn(file, line), "")])] },
    );
  } else if (entry.path.length === 1) {
    yield problem(`${key} stands outside a profile; put it under a header such as ["default"].`);
  } else if (!optionKeys.includes(key)) {
    const nearest = nearestName(key, optionKeys);
    yield problem(
      `fivetran deploy knows no option ${key}` +
        (nearest === undefined ? `; there are ${optionKeys.join(", ")}.` : `, but ${nearest}.`),
      nearest === undefined
        ? []
        : [fix(`Call it ${nearest}`, [replaced(placeIn(file, entry.keyPlace), nearest)])],
    );
  } else {
    yield* checkOption(key, entry, text);
  }
}

function* checkOption(key: string, { value }: TomlEntry, text: string): Iterable<Problem> {
  const place = placeIn(file, value);
  const problem = (message: string, fixed?: string): Problem =>
    problemAt(
      place,
      "options-profile",
      message,
      fixed === undefined
        ? {}
        : {
            fixes: [
              fix(`Write ${JSON.stringify(fixed)}`, [replaced(place, JSON.stringify(fixed))]),
            ],
          },
    );
  if (value.kind !== "text") {
    const isScalar = value.kind === "number" || value.kind === "boolean";
    yield problem(
      `${key} must be text in quotes.`,
      isScalar ? text.slice(value.from, value.to) : undefined,
    );
    return;
  }
  const given = value.value;
  if (/[\r\n]/.test(given)) {
    yield problem(`${key} must be a single line.`);
  } else if (key === "connection" && !/^(?:[_a-z][_a-z0-9]*)?$/.test(given)) {
    const valid = given
      .toLowerCase()
      .replaceAll(/[^_a-z0-9]+/g, "_")
      .replace(/^(?=\d)/, "_");
    yield problem(
      `${JSON.stringify(given)} is no connection name: it takes lower-case letters, digits and _, and no digit first.`,
      valid,
    );
  } else if (key === "naming" && !/^(?:\s*(?:fivetran|source)\s*)?$/i.test(given)) {
    yield problem(
      `naming is FIVETRAN or SOURCE, not ${JSON.stringify(given)}.`,
      nearestName(given.toUpperCase(), ["FIVETRAN", "SOURCE"]),
    );
  } else if (key === "proxy_id" && given.trim() === "") {
    yield problem("proxy_id is empty; give the id of a Proxy Agent or remove the line.");
  } else if (key === "python_version" && !isFivetranPython(given)) {
    yield problemAt(
      place,
      "python-version",
      `Fivetran runs no Python ${given}; it has ${showRuntimes()}.`,
    );
  }
}
