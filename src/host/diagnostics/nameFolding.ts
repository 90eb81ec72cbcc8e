/** How names in a connector become the names that findings speak of. */
import type { NameFolding } from "../../../server/edits/schemaEdits.ts";
import { columnName, tableName } from "../../shared/model/naming.ts";
import type { Naming } from "../../shared/model/sync.ts";

export function foldingOf(naming: Naming): NameFolding {
  return {
    table: (name) => tableName(name, naming),
    column: (name) => columnName(name, naming),
  };
}
