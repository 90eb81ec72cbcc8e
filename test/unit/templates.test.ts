import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { listTemplates, scaffold } from "../../src/engine/project/scaffold.ts";
import { makeTemplateFolder, write, type TemplateFolder } from "../support/templateFolder.ts";

const shipped = path.resolve(import.meta.dirname, "../../templates");

let place: TemplateFolder;

beforeEach(() => {
  place = makeTemplateFolder();
});
afterEach(() => {
  place[Symbol.dispose]();
});

describe("the templates that are shipped", () => {
  it("are three, in this order, and none is broken", async () => {
    const templates = await listTemplates(shipped);
    assert.deepEqual(
      templates.map(({ id, problems }) => ({ id, problems })),
      ["hello", "http-api", "database"].map((id) => ({ id, problems: [] })),
    );
  });

  it("list every file of their folders", async () => {
    for (const { folder, files } of await listTemplates(shipped)) {
      const found = readdirSync(folder).filter((file) => file !== "template.json");
      assert.deepEqual([...files].sort(), found.sort(), folder);
    }
  });

  it("need no answers, and then hold what their folder holds", async () => {
    for (const { id, folder } of await listTemplates(shipped)) {
      const target = path.join(place.root, id);
      const { files } = await scaffold({ templatesFolder: shipped, templateId: id, target });
      for (const file of files) {
        const written = readFileSync(path.join(target, file), "utf8");
        assert.equal(written, readFileSync(path.join(folder, file), "utf8"), `${id}/${file}`);
      }
    }
  });

  it("name no package in requirements.txt that Fivetran has installed", async () => {
    for (const { folder } of await listTemplates(shipped)) {
      const lines = readFileSync(path.join(folder, "requirements.txt"), "utf8").split("\n");
      const packages = lines.filter((line) => line !== "" && !line.startsWith("#"));
      for (const line of packages) {
        assert.match(line, /^[a-z][a-z0-9-]*==[0-9.]+$/);
        assert.doesNotMatch(line, /^(requests|fivetran)/);
      }
    }
  });
});

describe("listTemplates", () => {
  it("sorts by order, then by id", async () => {
    place.template("b");
    place.template("a");
    place.template("last", undefined, { order: 9 });
    place.template("first", undefined, { order: 0 });
    const ids = (await listTemplates(place.templatesFolder)).map(({ id }) => id);
    assert.deepEqual(ids, ["first", "a", "b", "last"]);
  });

  it("reads questions and the source", async () => {
    place.template(
      "api",
      { "connector.py": "", "source.py": "", "configuration.json": '{"port": "1"}' },
      {
        questions: [
          {
            key: "port",
            title: "Port",
            placeholder: "5432",
            default: "1",
            secret: true,
            validate: { pattern: "^\\d+$", message: "A number." },
          },
        ],
        source: { title: "Practice", file: "source.py" },
      },
    );
    const [found] = await listTemplates(place.templatesFolder);
    assert.deepEqual(found?.questions, [
      {
        key: "port",
        title: "Port",
        placeholder: "5432",
        default: "1",
        secret: true,
        validate: { pattern: "^\\d+$", message: "A number." },
      },
    ]);
    assert.deepEqual(found.source, { title: "Practice", file: "source.py" });
  });

  it("ignores files and hidden folders beside the templates", async () => {
    place.template("only");
    write(path.join(place.templatesFolder, "notes.txt"), "");
    mkdirSync(path.join(place.templatesFolder, ".cache"));
    assert.equal((await listTemplates(place.templatesFolder)).length, 1);
  });

  const brokenOnes: Readonly<Record<string, readonly [() => void, RegExp]>> = {
    "without template.json": [
      () => {
        write(path.join(place.templatesFolder, "x", "connector.py"), "");
      },
      /template\.json: ENOENT/,
    ],
    "with something else than JSON": [
      () => {
        write(path.join(place.templatesFolder, "x", "template.json"), "{");
      },
      /template\.json: .*JSON/,
    ],
    "that is a list": [
      () => {
        write(path.join(place.templatesFolder, "x", "template.json"), "[]");
      },
      /"title" has to be text/,
    ],
    "with another id than its folder": [
      () => {
        place.template("x", undefined, { id: "y" });
      },
      /"id" has to be the folder's name, "x"/,
    ],
    "without an order": [
      () => {
        place.template("x", undefined, { order: "first" });
      },
      /"order" has to be a number/,
    ],
    "without files": [
      () => {
        place.template("x", undefined, { files: undefined });
      },
      /"files" has to list the files/,
    ],
    "with a file that is missing": [
      () => {
        place.template("x", undefined, { files: ["connector.py", "gone.py"] });
      },
      /the file gone\.py is missing/,
    ],
    "with a file outside": [
      () => {
        place.template("x", undefined, { files: ["../evil.py", "/etc/passwd", "a//b", "a\\b"] });
      },
      /"\.\.\/evil\.py", which is no path inside a project.*"\/etc\/passwd".*"a\/\/b".*"a\\\\b"/,
    ],
    "with itself among its files": [
      () => {
        place.template("x", undefined, { files: ["connector.py", "template.json"] });
      },
      /"template\.json", which is no path/,
    ],
    "with a source that no project gets": [
      () => {
        place.template("x", undefined, { source: { title: "Practice", file: "server.py" } });
      },
      /the source server\.py is none of its files/,
    ],
    "with a question that configuration.json has no place for": [
      () => {
        const questions = [{ key: "port", title: "Port" }];
        place.template("x", { "configuration.json": "{}" }, { questions });
      },
      /configuration\.json has no "port"/,
    ],
    "with a default that its own rule refuses": [
      () => {
        const validate = { pattern: "^\\d+$", message: "A number." };
        const questions = [{ key: "port", title: "Port", default: "x", validate }];
        place.template("x", { "configuration.json": '{"port": "1"}' }, { questions });
      },
      /the default of "port" is wrong: A number\./,
    ],
    "with a rule that is no regular expression": [
      () => {
        const questions = [{ key: "p", title: "P", validate: { pattern: "(", message: "?" } }];
        place.template("x", { "configuration.json": '{"p": "1"}' }, { questions });
      },
      /question "p": Invalid regular expression/,
    ],
    "with a configuration that is not all text": [
      () => {
        const questions = [{ key: "port", title: "Port" }];
        place.template("x", { "configuration.json": '{"port": 1}' }, { questions });
      },
      /configuration\.json: it has to be an object whose values are all text/,
    ],
  };
  for (const [what, [arrange, expected]] of Object.entries(brokenOnes)) {
    it(`reports one ${what}, beside the good ones`, async () => {
      place.template("good");
      arrange();
      const [good, broken] = await listTemplates(place.templatesFolder);
      assert.deepEqual(good?.problems, []);
      assert.equal(broken?.id, "x");
      assert.match(broken.problems.join("\n"), new RegExp(expected, "s"));
      assert.match(broken.description, new RegExp(expected, "s"));
      const target = path.join(place.root, "project");
      const { templatesFolder } = place;
      await assert.rejects(scaffold({ templatesFolder, templateId: "x", target }), {
        name: "UserError",
        code: "templateBroken",
      });
      assert.equal(existsSync(target), false);
    });
  }
});
