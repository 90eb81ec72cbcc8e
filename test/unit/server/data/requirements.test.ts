import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  isPinned,
  normalizedName,
  parseRequirements,
} from "../../../../server/data/requirements.ts";

/** The only requirement of a text. */
function only(text: string) {
  const [requirement, ...others] = parseRequirements(text).requirements;
  assert.ok(requirement);
  assert.deepEqual(others, []);
  return requirement;
}

describe("requirements", () => {
  it("are names with extras, versions, markers and comments", () => {
    const text = '# head\n\n  pandas[sql, aws] >= 2.0, <3 ; python_version < "3.13"  # why\n';
    const found = only(text);
    assert.equal(text.slice(found.namePlace.from, found.namePlace.to), "pandas");
    assert.deepEqual(found.extras, ["sql", "aws"]);
    assert.equal(found.specifier, ">=2.0,<3");
    assert.equal(found.marker, 'python_version < "3.13"');
    assert.equal(found.isMalformed, false);
    assert.equal(text.slice(found.from, found.to), text.split("\n")[2]?.slice(2, -7));
  });

  it("are pinned by one version", () => {
    for (const text of [
      "a==1.0",
      "a == 1.0.post1",
      "a===1",
      "a @ https://x/a.zip",
      "a==1.0 --hash=sha256:abc",
    ]) {
      assert.ok(isPinned(only(text)), text);
    }
    for (const text of ["a", "a>=1", "a==1.*", "a~=1.0", "a==1,!=1.1"]) {
      assert.ok(!isPinned(only(text)), text);
    }
  });

  it("go on after a backslash", () => {
    const found = only("a==1.0 \\\n    --hash=sha256:abc \\\n    --hash=sha256:def\n");
    assert.equal(found.specifier, "==1.0");
    assert.equal(found.isMalformed, false);
  });

  it("may be addresses and paths", () => {
    const texts = {
      "git+https://github.com/x/y.git@v1#egg=my-lib": "my-lib",
      "my-lib @ git+ssh://git@github.com/x/y.git": "my-lib",
      "-e git+https://github.com/x/y.git#egg=z": "z",
      "./local": undefined,
      "-e .": undefined,
      "https://x/dist/some_lib-1.0-py3-none-any.whl": "some_lib",
    };
    for (const [text, name] of Object.entries(texts)) {
      const found = only(text);
      assert.equal(found.name, name, text);
      assert.ok(found.isDirect && !found.isMalformed, text);
    }
  });

  it("are malformed when pip could not read them", () => {
    for (const text of [
      "requests=2.0",
      "requests 2.0",
      "pip install requests",
      "==1.0",
      "a==",
      "a[b",
      "import a",
    ]) {
      assert.ok(only(text).isMalformed, text);
    }
    for (const text of ["a", "a.b-c_d", "a(>=1.0)", "a[x]", "a<2,>=1", "zope.interface==5.0"]) {
      assert.ok(!only(text).isMalformed, text);
    }
  });

  it("leaves options out and names the files they include", () => {
    const found = parseRequirements(
      "-r base.txt\n--index-url https://x\n--requirement=more.txt\na\n",
    );
    assert.deepEqual(found.includes, ["base.txt", "more.txt"]);
    assert.deepEqual(
      found.requirements.map(({ name }) => name),
      ["a"],
    );
  });

  it("have one name for all its spellings", () => {
    assert.equal(normalizedName("Foo_Bar.baz"), normalizedName("foo-bar--baz"));
  });

  it("never throws", () => {
    for (const text of [
      "",
      "\\",
      "\\\n",
      "#",
      " # x",
      "[",
      ";",
      "@",
      "a @",
      "\u0000",
      "a;".repeat(10_000),
      "(".repeat(10_000),
    ]) {
      assert.ok(parseRequirements(text));
    }
  });
});
