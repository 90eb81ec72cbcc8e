/** Mistakes in the Connector object and the functions that it is made of. */
import { here, nodesOf, type Mutator, type Seed, type Seedable } from "../mutant.ts";
import { atEnd, inUpdate } from "../updateSeeds.ts";
import type { Assignment, Call, FunctionDefinition } from "../../../../server/python/ast.ts";

export const connectorMutators: readonly Mutator[] = [
  onAssignment(
    "connector-name",
    "conn",
    ({ targets: [target] }) => target && { ...span(target), text: `${here}conn` },
  ),
  onAssignment("connector-position", "under __main__", (statement, { text }) => ({
    ...span(statement),
    text: `if __name__ == "__main__":\n    ${here}${text.slice(statement.from, statement.to)}`,
  })),
  onAssignment("connector-position", "in a function", (statement, { text }) => ({
    ...span(statement),
    text: `def make():\n    ${here}${text.slice(statement.from, statement.to)}`,
  })),
  {
    code: "connector-missing",
    what: "no object",
    seeds: (seedable) => {
      const statement = assignmentOf(seedable);
      return statement
        ? [
            [
              { ...span(statement), text: "pass" },
              { from: 0, to: 0, text: here },
            ],
          ]
        : [];
    },
  },
  onArgument("connector-argument", "updates=", "update", (text) => `${here}updates=${text}`),
  {
    code: "connector-argument",
    what: "no update",
    seeds: (seedable) => {
      const call = callOf(seedable);
      return call
        ? [{ ...span(call.inside), text: `schema=schema` }].map((seed) => [
            seed,
            { from: call.from, to: call.from, text: here },
          ])
        : [];
    },
  },
  onArgument("function-called", "update()", "update", (text) => `update=${here}${text}()`),
  onArgument("connector-function", "an unknown name", "update", () => `update=${here}updat`),
  onArgument("connector-function", "text", "schema", () => `schema=${here}"schema"`),
  onFunction("function-parameters", "config", "update", (definition) => {
    const [first] = definition.parameters;
    return first && definition.parameters.length === 2
      ? { ...span(first), text: `${here}config: dict` }
      : undefined;
  }),
  onFunction(
    "function-parameters",
    "schema() without any",
    "schema",
    ({ inside, parameters: [first] }) => first && { ...span(inside), text: "" },
    "name",
  ),
  onFunction("function-parameters", "another without default", "update", ({ inside }) => ({
    from: inside.to,
    to: inside.to,
    text: `, ${here}extra`,
  })),
  onFunction("async-function", "async", "update", ({ from, name }) => ({
    from,
    to: name.from,
    text: `async def ${here}`,
  })),
  onFunction("async-function", "async", "schema", ({ from, name }) => ({
    from,
    to: name.from,
    text: `async def ${here}`,
  })),
  {
    code: "debug-at-import",
    what: "at the end of the file",
    seeds: ({ text, texts }) =>
      "configuration.json" in texts ? [atEnd(text, `${here}connector.debug()`)] : [],
  },
  {
    code: "unknown-sdk-name",
    what: "Logger",
    seeds: ({ text, module }) =>
      module.body.flatMap((statement) =>
        statement.kind === "ImportFrom" && statement.module?.text === "fivetran_connector_sdk"
          ? statement.names.flatMap(({ name }) =>
              name.text === "Connector"
                ? []
                : [{ ...span(name), text: `${here}${text.slice(name.from, name.to)}r` }],
            )
          : [],
      ),
  },
  {
    code: "unknown-sdk-name",
    what: "op.Operation in an annotation",
    seeds: ({ functions }) => {
      const update = functions.get("update");
      return update && !update.returns
        ? [
            {
              from: update.inside.to + 1,
              to: update.inside.to + 1,
              text: ` -> ${here}op.Operation`,
            },
          ]
        : [];
    },
  },
  {
    code: "needs-newer-sdk",
    what: "a form with SDK 2.8",
    sdk: { from: { major: 2, minor: 8 }, to: { major: 2, minor: 8 }, known: "setting" },
    seeds: ({ module }) =>
      module.body.flatMap((statement) =>
        statement.kind === "ImportFrom" && statement.module?.text === "fivetran_connector_sdk"
          ? [
              {
                from: statement.from,
                to: statement.from,
                text: `from fivetran_connector_sdk import ${here}ConfigurationForm\n`,
              },
            ]
          : [],
      ),
  },
  {
    code: "needs-newer-sdk",
    what: "truncate with SDK 2.8",
    sdk: { from: { major: 2, minor: 8 }, to: { major: 2, minor: 8 }, known: "setting" },
    seeds: (seedable) => inUpdate(seedable, (table) => `op.${here}truncate(${table})`),
  },
];

function span({ from, to }: { from: number; to: number }): { from: number; to: number } {
  return { from, to };
}

function assignmentOf({ module, text }: Seedable): Assignment | undefined {
  return module.body.find(
    (statement): statement is Assignment =>
      statement.kind === "Assignment" &&
      statement.value.kind === "Call" &&
      text.slice(statement.value.callee.from, statement.value.callee.to) === "Connector",
  );
}

function callOf(seedable: Seedable): Call | undefined {
  const value = assignmentOf(seedable)?.value;
  return value?.kind === "Call" ? value : undefined;
}

function onAssignment(
  code: Mutator["code"],
  what: string,
  seed: (statement: Assignment, seedable: Seedable) => Seed | undefined,
): Mutator {
  return {
    code,
    what,
    seeds: (seedable) => {
      const statement = assignmentOf(seedable);
      const made = statement && seed(statement, seedable);
      return made ? [made] : [];
    },
  };
}

function onArgument(
  code: Mutator["code"],
  what: string,
  name: string,
  replacement: (value: string) => string,
): Mutator {
  return {
    code,
    what,
    seeds: (seedable) =>
      (callOf(seedable)?.arguments ?? [])
        .filter((argument) => argument.name?.text === name)
        .map((argument) => ({
          ...span(argument),
          text: replacement(seedable.text.slice(argument.value.from, argument.value.to)),
        })),
  };
}

function onFunction(
  code: Mutator["code"],
  what: string,
  name: string,
  seed: (definition: FunctionDefinition) => Seed | undefined,
  at?: "name",
): Mutator {
  return {
    code,
    what,
    seeds: (seedable) => {
      const definition = seedable.functions.get(name);
      const isUsed = [...nodesOf(seedable.module.body)].some(
        (node) =>
          node.kind === "Call" &&
          node === callOf(seedable) &&
          node.arguments.some(({ value }) => value.kind === "Name" && value.id === name),
      );
      const made = definition && isUsed ? seed(definition) : undefined;
      if (!definition || !made) return [];
      return at === "name"
        ? [[made, { from: definition.name.from, to: definition.name.from, text: here }]]
        : [made];
    },
  };
}
