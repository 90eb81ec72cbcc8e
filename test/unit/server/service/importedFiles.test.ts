import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { importedFiles } from "../../../../server/service/importedFiles.ts";

function imports(text: string, path = "connector.py"): readonly string[] {
  return importedFiles(path, text).filter((file) => !file.endsWith("/__init__.py"));
}

describe("the files that a module may import", () => {
  it("are those of import statements", () => {
    assert.deepEqual(imports("import reader, a.b as c\n"), ["reader.py", "a.py", "a/b.py"]);
  });

  it("are those of from statements, whose names may be modules", () => {
    assert.deepEqual(imports("from source import rows, pages as p\n"), [
      "source.py",
      "source/rows.py",
      "source/pages.py",
      "source/as.py",
      "source/p.py",
    ]);
    assert.ok(
      imports("from source import (\n    rows,\n    pages,\n)\n").includes("source/pages.py"),
    );
  });

  it("are found from where relative imports stand", () => {
    assert.deepEqual(imports("from .rows import x", "source/a.py"), [
      "source/rows.py",
      "source/rows/x.py",
    ]);
    assert.deepEqual(imports("from .. import x", "source/inner/a.py"), ["source/x.py"]);
  });

  it("include packages, and imports within functions", () => {
    assert.ok(
      importedFiles("connector.py", "def f():\n    import source.rows\n").includes(
        "source/__init__.py",
      ),
    );
  });

  it("are none of what only looks like one", () => {
    assert.deepEqual(imports("important = 1\nfrom_date = 2\nx = 'import y'\n"), []);
  });
});
