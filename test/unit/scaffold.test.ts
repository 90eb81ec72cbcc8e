import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { scaffold } from "../../src/engine/project/scaffold.ts";
import { UserError } from "../../src/shared/base/userError.ts";
import { makeTemplateFolder, write, type TemplateFolder } from "../support/templateFolder.ts";

let place: TemplateFolder;
let root: string;

beforeEach(() => {
  place = makeTemplateFolder();
  root = place.root;
});
afterEach(() => {
  place[Symbol.dispose]();
});

function make(templateId: string, target: string, answers?: Readonly<Record<string, string>>) {
  const { templatesFolder } = place;
  return scaffold({ templatesFolder, templateId, target: path.join(root, target), answers });
}

function read(file: string): string {
  return readFileSync(path.join(root, file), "utf8");
}

async function userError(run: Promise<unknown>): Promise<UserError> {
  try {
    await run;
  } catch (error) {
    assert.ok(error instanceof UserError, String(error));
    return error;
  }
  throw new assert.AssertionError({ message: "it succeeded" });
}

describe("scaffold", () => {
  it("writes the files byte for byte and says which", async () => {
    place.template("t", { "connector.py": "é\r\n", "deep/er/data.txt": "\0\u00ff" });
    const done = await make("t", "project");
    assert.deepEqual(done, {
      folder: path.join(root, "project"),
      files: ["connector.py", "deep/er/data.txt"],
      kept: [],
    });
    assert.equal(read("project/connector.py"), "é\r\n");
    assert.equal(read("project/deep/er/data.txt"), "\0\u00ff");
    assert.deepEqual(place.tree("project"), [
      "connector.py",
      "deep/",
      "deep/er/",
      "deep/er/data.txt",
    ]);
  });

  it("makes the folders above the project", async () => {
    place.template("t");
    await make("t", "a/b/c/project");
    assert.deepEqual(place.tree("a"), ["b/", "b/c/", "b/c/project/", "b/c/project/connector.py"]);
  });

  it("writes into an empty folder, and beside what is there already", async () => {
    place.template("t", { "connector.py": "ours", "lib/a.py": "ours" });
    mkdirSync(path.join(root, "empty"));
    await make("t", "empty");
    write(path.join(root, "full", ".git", "HEAD"), "git");
    write(path.join(root, "full", "notes.txt"), "theirs");
    write(path.join(root, "full", "lib", "b.py"), "theirs");
    await make("t", "full");
    assert.deepEqual(place.tree("full"), [
      ".git/",
      ".git/HEAD",
      "connector.py",
      "lib/",
      "lib/a.py",
      "lib/b.py",
      "notes.txt",
    ]);
    assert.equal(read("full/lib/b.py"), "theirs");
  });

  it("leaves a README.md and a .gitignore alone and says so", async () => {
    place.template("t", { "connector.py": "", "README.md": "ours", ".gitignore": "ours" });
    write(path.join(root, "project", "README.md"), "theirs");
    write(path.join(root, "project", ".gitignore"), "theirs");
    const { files, kept } = await make("t", "project");
    assert.deepEqual([files, kept], [["connector.py"], ["README.md", ".gitignore"]]);
    assert.equal(read("project/README.md"), "theirs");
    assert.equal(read("project/.gitignore"), "theirs");
  });

  it("refuses every file that is in the way, by name, before it writes", async () => {
    place.template("t", {
      "a.py": "ours",
      "connector.py": "ours",
      "lib/x.py": "ours",
      "sub/y.py": "ours",
      "README.md": "ours",
    });
    write(path.join(root, "project", "connector.py"), "theirs");
    write(path.join(root, "project", "lib"), "a file where a folder has to be");
    mkdirSync(path.join(root, "project", "sub", "y.py"), { recursive: true });
    write(path.join(root, "project", "README.md"), "theirs");
    const before = place.tree("project");
    const error = await userError(make("t", "project"));
    assert.equal(error.code, "projectFilesExist");
    assert.equal(
      error.message,
      `${path.join(root, "project")} already has connector.py, lib/x.py, sub/y.py. Nothing was written.`,
    );
    assert.deepEqual(place.tree("project"), before);
    assert.equal(read("project/connector.py"), "theirs");
  });

  it("does not write through a link", { skip: process.platform === "win32" }, async () => {
    place.template("t", { "connector.py": "ours", "lib/a.py": "ours" });
    mkdirSync(path.join(root, "elsewhere"));
    mkdirSync(path.join(root, "project"));
    symlinkSync(path.join(root, "nowhere.py"), path.join(root, "project", "connector.py"));
    symlinkSync(path.join(root, "elsewhere"), path.join(root, "project", "lib"));
    const error = await userError(make("t", "project"));
    assert.match(error.message, /already has connector\.py, lib\/a\.py\./);
    assert.deepEqual(place.tree("elsewhere"), []);
    assert.equal(existsSync(path.join(root, "nowhere.py")), false);
  });

  it("refuses a target that is a file, or is below one", async () => {
    place.template("t");
    write(path.join(root, "file"), "");
    assert.equal((await userError(make("t", "file"))).code, "targetNotAFolder");
    const below = await userError(make("t", "file/project"));
    assert.equal(below.code, "projectNotWritten");
    assert.match(below.message, /cannot be written: (a file is in the way|the place)/);
  });

  it("names the template that was probably meant", async () => {
    place.template("hello");
    place.template("http-api");
    for (const [typed, action] of Object.entries({
      "http-pai": "Did you mean http-api?",
      Helo: "Did you mean hello?",
      http: "Did you mean http-api?",
      "../hello": "Did you mean hello?",
      snowflake: "The templates are hello, http-api.",
      "": "The templates are hello, http-api.",
    })) {
      const error = await userError(make(typed, "project"));
      assert.equal(error.code, "templateNotFound");
      assert.equal(error.action, action, typed);
    }
    assert.equal(existsSync(path.join(root, "project")), false);
  });
});

describe("answers", () => {
  beforeEach(() => {
    place.template(
      "db",
      {
        "connector.py": "",
        "configuration.json": '{"host":"h","port":"1","password":"p","table":"t"}',
      },
      {
        questions: [
          { key: "host", title: "Host" },
          {
            key: "port",
            title: "Port",
            default: "5432",
            validate: { pattern: "^\\d+$", message: "A number." },
          },
          {
            key: "password",
            title: "Password",
            default: "long enough",
            secret: true,
            validate: { pattern: "^.{8,}$", message: "At least eight letters." },
          },
        ],
      },
    );
  });

  const configuration = () => JSON.parse(read("project/configuration.json")) as unknown;

  it("go into configuration.json, defaults where there is none, and the rest stays", async () => {
    await make("db", "project", { host: 'quote " and ü' });
    assert.deepEqual(configuration(), {
      host: 'quote " and ü',
      port: "5432",
      password: "long enough",
      table: "t",
    });
    assert.match(read("project/configuration.json"), /^{\n {2}"host": .*\n}\n$/s);
  });

  it("have to be there when the question has no default", async () => {
    const error = await userError(make("db", "project"));
    assert.equal(error.code, "answerMissing");
    assert.match(error.message, /Host \(host\)/);
  });

  it("are checked by the question's rule", async () => {
    const error = await userError(make("db", "project", { host: "h", port: "many" }));
    assert.equal(error.code, "wrongAnswer");
    assert.equal(error.message, 'port cannot be "many". A number.');
  });

  it("are not repeated when they are secret", async () => {
    const error = await userError(make("db", "project", { host: "h", password: "hunter2" }));
    assert.equal(error.message, "password cannot be this. At least eight letters.");
  });

  it("to what was not asked are refused", async () => {
    const error = await userError(make("db", "project", { host: "h", hots: "x" }));
    assert.equal(error.code, "unknownAnswer");
    assert.equal(error.action, "It asks for host, port, password.");
    place.template("plain");
    assert.equal((await userError(make("plain", "p2", { a: "b" }))).action, "It asks for nothing.");
  });

  it("that are wrong leave nothing behind", async () => {
    await userError(make("db", "project", { host: "h", port: "x" }));
    assert.equal(existsSync(path.join(root, "project")), false);
  });
});

// Windows has no folder that its owner cannot write into by mode alone.
describe("a folder that cannot be written", { skip: process.platform === "win32" }, () => {
  it("is named, and nothing is left of the folders above the project", async () => {
    place.template("t");
    mkdirSync(path.join(root, "locked"));
    chmodSync(path.join(root, "locked"), 0o555);
    const error = await asOrdinaryUser(() => userError(make("t", "locked/deep/project")));
    assert.equal(error.code, "projectNotWritten");
    const deep = path.join(root, "locked", "deep");
    assert.equal(error.message, `${deep} cannot be written: permission denied.`);
    assert.ok(error.cause instanceof Error);
    assert.deepEqual(place.tree("locked"), []);
  });

  it("half-way makes everything before it be taken back", async () => {
    place.template("t", { "a.py": "", "new/deep/b.py": "", "locked/c.py": "", "d.py": "" });
    write(path.join(root, "open", "project", "theirs.txt"), "theirs");
    mkdirSync(path.join(root, "open", "project", "locked"));
    chmodSync(path.join(root, "open", "project", "locked"), 0o555);
    chmodSync(path.join(root, "open", "project"), 0o777);
    const error = await asOrdinaryUser(() => userError(make("t", "open/project")));
    assert.match(error.message, /c\.py cannot be written: permission denied\.$/);
    assert.deepEqual(place.tree("open/project"), ["locked/", "theirs.txt"]);
  });
});

/** The superuser may write everywhere, so a test of permissions gives that up for a while. */
async function asOrdinaryUser<T>(run: () => Promise<T>): Promise<T> {
  const { geteuid, seteuid } = process;
  if (geteuid?.() !== 0 || !seteuid) {
    return run();
  }
  seteuid(65534);
  try {
    return await run();
  } finally {
    seteuid(0);
  }
}
