/** What can be written at a cursor that has to do with the SDK and the project's own names; what is Python's alone is left to others. */
import type { Analysis } from "../../service/analysis.ts";
import { cursorAt } from "../cursor/cursor.ts";
import { roleAt, type ArgumentRole, type Role } from "../cursor/role.ts";
import type { Completion, CompletionItem } from "../feature.ts";
import { configurationFile, occurrencesOf } from "../occurrences/occurrences.ts";
import { configurationFileItems, optionsFileItems } from "./dataFiles.ts";
import { entryItems, schemaItems } from "./entryItems.ts";
import { inOrder, textItem } from "./insertion.ts";
import { configurationItems, stateItems } from "./keyItems.ts";
import type { Scene } from "./scene.ts";
import {
  fieldItems,
  fieldTypeItems,
  importItems,
  memberItems,
  parameterItems,
} from "./sdkItems.ts";
import { rowItems, tableItems } from "./tableItems.ts";

export function completion(analysis: Analysis, file: string, offset: number): Completion {
  return { items: inOrder(itemsAt(analysis, file, offset)), isIncomplete: false };
}

function itemsAt(analysis: Analysis, file: string, offset: number): readonly CompletionItem[] {
  const { facts } = analysis;
  const text = facts.modules.get(file)?.text ?? facts.files.text(file);
  if (text === undefined || offset > text.length) return [];
  const cursor = cursorAt(text, offset);
  const scene = (): Scene => ({
    analysis,
    facts,
    file,
    cursor,
    occurrences: occurrencesOf(facts).all,
  });
  if (file === configurationFile) return configurationFileItems(scene());
  if (file === "options.toml") return optionsFileItems(cursor);
  const role = file.endsWith(".py") ? roleAt(facts, file, cursor) : undefined;
  return role ? itemsOf(scene(), role) : [];
}

function itemsOf(scene: Scene, role: Role): readonly CompletionItem[] {
  switch (role.kind) {
    case "member":
      return memberItems(scene, role.of);
    case "import":
      return importItems(scene);
    case "argument":
      return argumentItems(scene, role);
    case "row":
      return rowItems(scene, role.tables, role.row, role.operation);
    case "key":
      return role.of === "configuration" ? configurationItems(scene) : stateItems(scene);
    default:
      return entryItems(scene, role);
  }
}

function argumentItems(scene: Scene, role: ArgumentRole): readonly CompletionItem[] {
  if (!role.isStart) return [];
  const values = valueItems(scene, role);
  // A message is the only argument that a log needs: its name would be in the way.
  return role.isNamed || scene.cursor.string || role.callee.startsWith("Logging.")
    ? values
    : [...values, ...parameterItems(scene, role)];
}

function valueItems(scene: Scene, role: ArgumentRole): readonly CompletionItem[] {
  const { parameter, callee } = role;
  switch (parameter?.name) {
    case "table":
      return tableItems(scene);
    case "schema":
      return callee === "Connector" ? [] : schemaItems(scene);
    case "field_type":
      return fieldTypeItems(scene, role);
    case "name":
      return callee.startsWith("form_field.") ? configurationItems(scene) : [];
    case "field":
      return fieldItems(scene);
    case "naming":
      return ["FIVETRAN_NAMING", "SOURCE_NAMING"].map((value) =>
        textItem(scene.cursor, value, { kind: "value" }),
      );
    default:
      return [];
  }
}
