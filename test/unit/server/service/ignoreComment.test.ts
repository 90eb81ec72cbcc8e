import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ignoreComment } from "../../../../server/service/ignoreComment.ts";

/** The text after the edit; the problem is at the first `here`. */
function ignored(text: string, file = "connector.py"): string | undefined {
  const from = text.indexOf("here");
  const problem = { code: "print-call" as const, file, from, to: from + 4, message: "" };
  const edit = ignoreComment(text, problem, file.endsWith(".py"));
  return edit && text.slice(0, edit.from) + edit.text + text.slice(edit.to);
}

describe("ignoring a code in a line", () => {
  it("adds a comment at the line's end", () => {
    assert.equal(
      ignored("a\n  here()\nb\n"),
      "a\n  here()  # connector-workbench: ignore[print-call]\nb\n",
    );
  });

  it("adds the code to a comment that is there", () => {
    assert.equal(
      ignored("here()  # connector-workbench: ignore[exit-call]\n"),
      "here()  # connector-workbench: ignore[exit-call, print-call]\n",
    );
  });

  it("puts the comment above a line whose end is in a text", () => {
    assert.equal(
      ignored('  here("""a\nb""")\n'),
      '  # connector-workbench: ignore[print-call]\n  here("""a\nb""")\n',
    );
    assert.equal(
      ignored("  here(1 + \\\n  2)\n"),
      "  # connector-workbench: ignore[print-call]\n  here(1 + \\\n  2)\n",
    );
  });

  it("keeps line ends of Windows", () => {
    assert.equal(
      ignored("here()\r\nb\r\n"),
      "here()  # connector-workbench: ignore[print-call]\r\nb\r\n",
    );
  });

  it("works in the last line and in other files", () => {
    assert.equal(ignored("here"), "here  # connector-workbench: ignore[print-call]");
    assert.equal(
      ignored("here\n", "requirements.txt"),
      "here  # connector-workbench: ignore[print-call]\n",
    );
  });

  it("cannot be done in JSON", () => {
    assert.equal(ignored('{"here": 1}', "configuration.json"), undefined);
  });

  it("cannot be done within a text", () => {
    assert.equal(ignored('x = """\nhere\n"""\n'), undefined);
  });
});
