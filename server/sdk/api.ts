/** The public names of fivetran_connector_sdk: what completion, hovers and signature help know of each. */
import { operations } from "./operations.ts";
import { type NamedSdkName, none, parameter, type SdkName } from "./sdkName.ts";
import { setupFormNames } from "./setupForm.ts";
import type { SdkVersion } from "./versions.ts";

/** The package that connectors import. */
export const sdkPackage = "fivetran_connector_sdk";

const sdk2x9: SdkVersion = { major: 2, minor: 9 };
const sdk2x11: SdkVersion = { major: 2, minor: 11 };

const message = parameter(
  "message",
  "str",
  "One text; there are no % arguments, so use an f-string.",
);
const exception = parameter(
  "exception",
  "Exception",
  "Its traceback is put after the message.",
  none,
);

const operationSnippets: Readonly<Record<string, string>> = {
  upsert: '(table="$1", data=${2:row})',
  update: '(table="$1", modified=${2:row})',
  delete: '(table="$1", keys={"${2:id}": ${3:value}})',
  truncate: '(table="$1")',
  checkpoint: "(state=${1:state})",
  error: '(message="${1:message}")',
  warning: '(message="${1:message}")',
};

const connector: readonly NamedSdkName[] = [
  [
    "Connector",
    {
      kind: "class",
      link: "declarations",
      parameters: [
        parameter(
          "update",
          "function",
          "The function that reads the source: update(configuration, state).",
        ),
        parameter(
          "schema",
          "function",
          "The function that declares tables: schema(configuration).",
          none,
        ),
        parameter(
          "configuration_form",
          "function",
          "The function that makes the setup form; it takes nothing.",
          { ...none, since: sdk2x11 },
        ),
      ],
      text: "The connector. Fivetran imports it from connector.py as a module-level variable that must be called connector.",
      snippet: "(update=${1:update}, schema=${2:schema})",
    },
  ],
  [
    "Connector.debug",
    {
      kind: "function",
      link: "commands",
      parameters: [
        parameter("project_path", "str", "The project's folder; the current one by default.", none),
        parameter(
          "configuration",
          "dict",
          "The configuration; since SDK 2.11 there must be one, {} will do.",
          none,
        ),
        parameter("state", "dict", "The state to start from.", none),
        parameter("naming", "str", '"FIVETRAN_NAMING" or "SOURCE_NAMING".', {
          ...none,
          since: { major: 2, minor: 10 },
        }),
      ],
      text: 'Runs the connector on this machine, outside of the workbench. Fivetran never calls it, so it belongs under if __name__ == "__main__".',
      snippet: "(configuration=${1:configuration})",
    },
  ],
  [
    "Operations",
    {
      kind: "class",
      link: "operations",
      text: "What update() sends to the destination, usually imported as op.",
    },
  ],
  ...[...operations].map(([name, operation]): NamedSdkName => [
    `Operations.${name}`,
    {
      ...operation,
      kind: "function",
      link: "operations",
      snippet: operationSnippets[name],
      parameters: operation.parameters.map((each) =>
        each.isRequired ? each : { ...each, default: each.type === "bool" ? "False" : "None" },
      ),
    },
  ]),
];

function logMethod(name: string, text: string, more: Partial<SdkName> = {}): NamedSdkName {
  const parameters = [message];
  return [
    `Logging.${name}`,
    { kind: "function", link: "logs", parameters, text, snippet: '("${1:message}")', ...more },
  ];
}

const logging: readonly NamedSdkName[] = [
  [
    "Logging",
    { kind: "class", link: "logs", text: "The log of the sync, usually imported as log." },
  ],
  logMethod("debug", "Logs for debugging on this machine; production leaves it out.", {
    since: sdk2x9,
  }),
  logMethod("info", "Logs what goes on. Production keeps 1,500 messages a minute."),
  logMethod("warning", "Logs what is wrong and does not stop the sync."),
  logMethod("error", "Logs a failure. The sync goes on unless an exception is raised.", {
    since: sdk2x9,
    parameters: [message, exception],
  }),
  logMethod("critical", "Logs a failure that nothing can go on after. It raises nothing itself.", {
    since: sdk2x9,
    parameters: [message, exception],
  }),
  logMethod("fine", "Logs for debugging on this machine.", {
    deprecated: { since: sdk2x9, instead: "debug" },
  }),
  logMethod("severe", "Logs a failure.", {
    parameters: [message, exception],
    deprecated: { since: sdk2x9, instead: "error" },
  }),
];

/** By full name without the package: `Operations.upsert`, `form_field.TextField`. */
export const sdkNames: ReadonlyMap<string, SdkName> = new Map([
  ...connector,
  ...logging,
  ...setupFormNames,
]);

/** The name of the table above for a full one, also of one that was imported from the module that defines it. */
export function sdkNameOf(fullName: string): string | undefined {
  const match =
    /^fivetran_connector_sdk\.(?:(?:configuration_form|file_upload|operations|test)\.)?(.+)$/.exec(
      fullName,
    );
  return match?.[1];
}

/** How connectors usually import a name under another one. */
export const usualAliases: Readonly<Record<string, string>> = { Operations: "op", Logging: "log" };
