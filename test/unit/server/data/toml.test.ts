import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { entryAt, parseToml } from "../../../../server/data/toml.ts";

describe("TOML files", () => {
  it("flattens tables, dotted keys and inline tables into entries with places", () => {
    const text =
      'a.b = 1\n["default"]\nname = "x" # why\n[x.y]\nlist = ["p", "q"]\nin = { z = true }\n';
    const { entries, tables, problem } = parseToml(text);
    assert.equal(problem, undefined);
    const shown = entries.map(({ path, keyPlace, value }) => [
      path.join("/"),
      text.slice(keyPlace.from, keyPlace.to),
      text.slice(value.from, value.to),
      value.kind,
    ]);
    assert.deepEqual(shown, [
      ["a/b", "a.b", "1", "number"],
      ["default/name", "name", '"x"', "text"],
      ["x/y/list", "list", '["p", "q"]', "list"],
      ["x/y/in/z", "z", "true", "boolean"],
    ]);
    assert.deepEqual(
      tables.map(({ path }) => path.join("/")),
      ["default", "x/y", "x/y/in"],
    );
    assert.equal(entryAt(parseToml(text), "default.name")?.value.kind, "text");
  });

  it("tells the place and reason when it is no TOML", () => {
    const text = '[a]\nx = "1"\ny =\n';
    const { problem, entries } = parseToml(text);
    assert.deepEqual(entries, []);
    assert.equal(text.slice(0, problem?.from).split("\n").length, 3);
  });

  it("never throws and stays in the document", () => {
    for (const text of ["", "[", "a=" + "[".repeat(50_000), "\u0000", 'x="', "[a]\n[a]\n"]) {
      const { problem } = parseToml(text);
      if (problem)
        assert.ok(problem.from >= 0 && problem.from <= problem.to && problem.to <= text.length);
    }
  });
});
