/** What the names of a file stand for, as far as the SDK is concerned. */
import type { ProjectFacts } from "../../model/facts.ts";
import { sdkNameOf, sdkNames, sdkPackage } from "../../sdk/api.ts";

/** Variable → full name: `op` → `fivetran_connector_sdk.Operations`. */
function importedNames(facts: ProjectFacts, file: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { file: importer, statement } of facts.imports) {
    if (importer !== file) continue;
    const from = statement.kind === "ImportFrom" ? `${statement.module?.text ?? ""}.` : "";
    for (const { name, alias } of statement.names) {
      const full = from + name.text;
      if (!full.startsWith(sdkPackage)) continue;
      names.set(
        alias?.text ?? (from === "" ? sdkPackage : name.text),
        alias ? full : from === "" ? sdkPackage : full,
      );
    }
  }
  return names;
}

/**
 * The SDK's name that a dotted one of the file stands for, as `sdkNames` has it: `op.upsert` → `Operations.upsert`; `""` for the package
 * itself. Undefined for anything else.
 */
export function sdkNameIn(facts: ProjectFacts, file: string, dotted: string): string | undefined {
  const [first = "", ...rest] = dotted.replaceAll("()", "").split(".");
  const imported = importedNames(facts, file);
  if (first === "") {
    // The form that `ConfigurationForm().add_field(…)` gives back.
    const name = ["ConfigurationForm", ...rest].join(".");
    return imported.has("ConfigurationForm") && sdkNames.has(name) ? name : undefined;
  }
  const full = imported.get(first);
  if (full !== undefined) {
    const whole = [full, ...rest].join(".");
    return whole === sdkPackage ? "" : sdkNameOf(whole);
  }
  return instanceIn(facts, file, first, rest, imported);
}

/** `connector.debug` and `form.add_field` of variables that hold what the SDK made. */
function instanceIn(
  facts: ProjectFacts,
  file: string,
  variable: string,
  rest: readonly string[],
  imported: ReadonlyMap<string, string>,
): string | undefined {
  const text = facts.modules.get(file)?.text ?? "";
  const made = new RegExp(`\\b${variable} *= *\\(?\\s*(Connector|ConfigurationForm|Test)\\(`).exec(
    text,
  )?.[1];
  return made !== undefined && imported.has(made) ? [made, ...rest].join(".") : undefined;
}
