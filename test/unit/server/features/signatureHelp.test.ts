import assert from "node:assert/strict";
import test from "node:test";
import { signatureHelp } from "../../../../server/features/signatureHelp/signatureHelp.ts";
import { type MarkedOptions, markedProject } from "../../../support/markedProject.ts";

/** The label with the active parameter in `<>`. */
function shown(line: string, options?: MarkedOptions): string | undefined {
  const text = `from fivetran_connector_sdk import Connector, ConfigurationForm, form_field
from fivetran_connector_sdk import Logging as log, Operations as op
def update(configuration, state):
    ${line}
`;
  const { analysis, file, offset } = markedProject(text, options);
  const help = signatureHelp(analysis, file, offset);
  const signature = help?.signatures[help.activeSignature];
  if (!help || !signature) return undefined;
  const active = signature.parameters[help.activeParameter ?? -1];
  const { label } = signature;
  return active
    ? `${label.slice(0, active.from)}<${label.slice(active.from, active.to)}>${label.slice(active.to)}`
    : label;
}

test("the active parameter, by position and by name", () => {
  const rest = ", *, schema: str = None)";
  assert.equal(shown("op.delete($0)"), `delete(<table: str>, keys: dict${rest}`);
  assert.equal(shown('op.delete("a", $0)'), `delete(table: str, <keys: dict>${rest}`);
  assert.equal(
    shown('op.delete(keys={"id": $0}, table="a")'),
    `delete(table: str, <keys: dict>${rest}`,
  );
  assert.equal(
    shown('op.delete("a", {}, schema=$0'),
    "delete(table: str, keys: dict, *, <schema: str = None>)",
  );
  assert.equal(shown("op.delete(other=$0"), `delete(table: str, keys: dict${rest}`);
  assert.equal(shown('op.delete("a", {}, {}, $0'), `delete(table: str, keys: dict${rest}`);
});

test("in broken code and in strings", () => {
  assert.equal(shown('op.checkpoint(state={"a": 1, "$0'), "checkpoint(<state: dict>)");
  assert.equal(shown('log.error("a$0'), "error(<message: str>, exception: Exception = None)");
});

test("the constructor and the form", () => {
  assert.equal(
    shown("Connector(update=update, $0"),
    "Connector(update: function, schema: function = None, configuration_form: function = None)",
  );
  assert.match(shown('form_field.TextField("a", $0') ?? "", /^TextField\(name: str, <label: str>/);
  assert.match(
    shown("ConfigurationForm().add_test(label=$0") ?? "",
    /^add_test\(\*, <label: str>, func/,
  );
});

test("what the SDK has", () => {
  const sdk = {
    from: { major: 2, minor: 0 },
    to: { major: 2, minor: 8 },
    known: "setting",
  } as const;
  assert.equal(shown("op.delete($0)", { sdk }), "delete(<table: str>, keys: dict)");
});

test("nothing in other calls", () => {
  for (const line of [
    "print($0)",
    "op.delete",
    "$0",
    'op.delete(f("$0"))',
    "op.nothing($0)",
    "# op.delete($0",
  ])
    assert.equal(shown(line), undefined, line);
});
