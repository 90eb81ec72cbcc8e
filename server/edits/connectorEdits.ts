/** Places of a connector outside its schema's tables, and edits there. */
import type { PythonModule } from "../python/ast.ts";
import { LineIndex } from "../python/lines.ts";
import { walk } from "../python/walk.ts";
import { lineStart, quoted } from "../rules/sourceEdits.ts";
import { connectorFunction, nodesOfBody, plainText, soundModule } from "./connectorFunction.ts";
import type { SourceEdit } from "./sourceEdit.ts";

/** The offset of `def` of the function that the connector uses; undefined when there is none to be found. */
export function functionStart(text: string, argument: "schema" | "update"): number | undefined {
  const module = soundModule(text);
  return module && connectorFunction(module, argument)?.from;
}

/** The offset of the call that makes checkpoints; undefined when there is none in this file, or several. */
export function onlyCheckpointStart(text: string): number | undefined {
  const module = soundModule(text);
  if (!module) {
    return undefined;
  }
  const called = `${operationsName(module) ?? "op"}.checkpoint`;
  const calls: number[] = [];
  walk(module.body, (node) => {
    if (node.kind === "Call" && text.slice(node.callee.from, node.callee.to) === called) {
      calls.push(node.from);
    }
    return true;
  });
  return calls.length === 1 ? calls[0] : undefined;
}

/** Replaces the only literal of a line (from 0) whose value `isMeant`. */
export function replaceStringOnLine(
  text: string,
  line: number,
  { isMeant, by }: { readonly isMeant: (value: string) => boolean; readonly by: string },
): readonly SourceEdit[] | undefined {
  const lines = new LineIndex(text);
  const start = lines.starts[line];
  if (start === undefined) {
    return undefined;
  }
  const end = lines.endOf(line);
  const found: SourceEdit[] = [];
  walk(soundModule(text)?.body ?? [], (node) => {
    const { from, to } = node;
    const value = from >= start && to <= end ? plainText(node) : undefined;
    if (value !== undefined && isMeant(value)) {
      found.push({ from, to, text: quoted(by, text.slice(from, to)) });
    }
    return true;
  });
  return found.length === 1 ? found : undefined;
}

/** `op.checkpoint(state)` as the last statement of update(). */
export function appendCheckpoint(text: string): readonly SourceEdit[] | undefined {
  const module = soundModule(text);
  const update = module && connectorFunction(module, "update");
  const first = update?.body[0];
  const last = update?.body.at(-1);
  if (!update || !first || !last) {
    return undefined;
  }
  const operations = operationsName(module);
  const state = update.parameters.filter(({ stars }) => stars === 0)[1];
  const indentation = text.slice(lineStart(text, first.from), first.from);
  if (
    operations === undefined ||
    state === undefined ||
    indentation.trim() !== "" ||
    last.kind === "Return" ||
    last.kind === "Raise"
  ) {
    return undefined;
  }
  const lines = new LineIndex(text);
  const end = lines.endOf(lines.lineAt(last.to));
  const isGenerator = nodesOfBody(update).some(({ kind }) => kind === "Yield");
  const call = `${operations}.checkpoint(${state.name.text})`;
  return [{ from: end, to: end, text: `\n${indentation}${isGenerator ? `yield ${call}` : call}` }];
}

/** What `Operations` of the SDK is called in this file. */
function operationsName({ body }: PythonModule): string | undefined {
  for (const statement of body) {
    if (
      statement.kind === "ImportFrom" &&
      statement.level === 0 &&
      statement.module?.text === "fivetran_connector_sdk"
    ) {
      const imported = statement.names.find(({ name }) => name.text === "Operations");
      if (imported) {
        return (imported.alias ?? imported.name).text;
      }
    }
  }
  return undefined;
}
