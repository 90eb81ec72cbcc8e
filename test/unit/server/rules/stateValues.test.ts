import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checkpointRules } from "../../../../server/rules/checkpoints/checkpointRules.ts";
import { expectFix, expectProblems, problemsOf } from "../../../support/analysis.ts";
import { connectorText, type ConnectorParts } from "../../../support/connectorText.ts";

const only = checkpointRules;

function expectLines(body: string, parts: ConnectorParts = {}): void {
  expectProblems(connectorText(body, parts), { only });
}

function fixed(body: string, code: string, title?: string): string {
  const text =
    expectFix(connectorText(body), code, { only, ...(title !== undefined && { title }) })[
      "connector.py"
    ] ?? "";
  const start = text.indexOf("def update");
  return text
    .slice(text.indexOf("\n", start) + 1, text.indexOf("\n\n\nconnector"))
    .replaceAll(/^ {4}/gm, "");
}

void describe("the state", () => {
  void it("is a dictionary", () => {
    expectLines(`
op.checkpoint("2024-01-01")  #! state-not-object
op.checkpoint(["a"])  #! state-not-object
op.checkpoint(None)  #! state-not-object
op.checkpoint(json.dumps(state))  #! state-not-object
op.checkpoint(state=5)  #! state-not-object
op.checkpoint({})
op.checkpoint(dict(state))
op.checkpoint(state["inner"])
`);
    assert.equal(
      fixed("op.checkpoint(json.dumps(state))", "state-not-object"),
      "op.checkpoint(state)",
    );
    assert.equal(fixed('op.checkpoint("a")', "state-not-object"), 'op.checkpoint({"cursor": "a"})');
  });

  void it("is JSON", () => {
    expectLines(`
op.checkpoint({"at": datetime.now()})  #! state-not-json
op.checkpoint({"seen": {1, 2}})  #! state-not-json
op.checkpoint({"seen": b"1"})  #! state-not-json
op.checkpoint({"sum": Decimal("1.5")})  #! state-not-json
op.checkpoint({"a": {"b": [uuid.uuid4()]}})  #! state-not-json
op.checkpoint({"pair": (1, 2), "at": datetime.now().isoformat(), "x": state["x"]})
op.checkpoint({**state, "at": datetime.now()})  #! state-not-json
at = datetime.now()  #! state-not-json
new_state = {"cursors": {}}
new_state["cursors"]["day"] = at
op.checkpoint(new_state)
state["last"] = datetime.now(timezone.utc)  #! state-not-json
op.checkpoint(state)
`);
  });

  void it("says where it is not", () => {
    const [problem] = problemsOf(
      connectorText('op.checkpoint({"cursors": {"day": date.today()}})'),
      { only },
    );
    assert.match(problem?.message ?? "", /\$\.cursors\.day/);
    assert.equal(
      fixed('op.checkpoint({"a": date.today()})', "state-not-json"),
      'op.checkpoint({"a": date.today().isoformat()})',
    );
    assert.equal(
      fixed('op.checkpoint({"a": {1, 2}})', "state-not-json"),
      'op.checkpoint({"a": list({1, 2})})',
    );
    assert.equal(
      fixed('op.checkpoint({"a": uuid.uuid4()})', "state-not-json"),
      'op.checkpoint({"a": str(uuid.uuid4())})',
    );
  });

  void it("holds no secrets", () => {
    expectLines(`
op.checkpoint({"api_key": configuration["api_key"]})  #! secret-in-state
op.checkpoint({"auth": f"Bearer {configuration['token']}"})  #! secret-in-state
op.checkpoint({"access_token": requests.get("https://example.com", timeout=9).json()["token"]})  #! secret-in-state
op.checkpoint({"next_page_token": requests.get("https://example.com", timeout=9).json()["token"]})
op.checkpoint({"access_token_expires_at": requests.get("https://example.com", timeout=9).json()["at"]})
op.checkpoint({"has_access_token": True, "base_url": configuration["base_url"]})
`);
  });
});
