import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { diskPathOf, pathOf, uriOf } from "../../../server/protocol/locations.ts";

describe("paths and URIs", () => {
  for (const [uri, path] of [
    ["file:///a/b.py", "file:///a/b.py"],
    ["file:///a%20b/%C3%A9%23%3F%25.py", "file:///a b/é#?%.py"],
    ["file:///a/b/", "file:///a/b"],
    ["file:///C%3A/a.py", "file:///c:/a.py"],
    ["file:///c:/a.py", "file:///c:/a.py"],
    ["file://server/share/a.py", "file://server/share/a.py"],
    ["vscode-vfs://github%2B7b/o/r/a.py?x=1#y", "vscode-vfs://github%2B7b/o/r/a.py"],
    ["file:///100%", "file:///100%"],
    ["nonsense", ""],
  ] as const) {
    it(`${uri} is ${path}`, () => {
      assert.equal(pathOf(uri), path);
    });
  }

  for (const path of ["file:///a b/é#?%.py", "file:///c:/a.py", "vscode-vfs://github/o/r/a+b.py"]) {
    it(`${path} comes back`, () => {
      assert.equal(pathOf(uriOf(path)), path);
      assert.ok(URL.canParse(uriOf(path)));
    });
  }

  it("lie on the disk only for files", () => {
    assert.equal(diskPathOf("vscode-vfs://github/o/r/a.py"), undefined);
    if (process.platform !== "win32") assert.equal(diskPathOf("file:///a b/c.py"), "/a b/c.py");
  });
});
