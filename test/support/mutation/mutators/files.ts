/** Mistakes in configuration.json, requirements, options and the folder. */
import { here, type Mutator, type Seed } from "../mutant.ts";
import { inUpdate } from "../updateSeeds.ts";

export const fileMutators: readonly Mutator[] = [
  inConfiguration("configuration-not-json", "a comment", (text) =>
    text.replace("{", `{\n  ${here}// the account`),
  ),
  inConfiguration("configuration-not-json", "a comma too many", (text) =>
    text.replace(/,?\s*\}\s*$/, (end) => (end.includes(",") ? `${here}${end}` : `,\n${here}}`)),
  ),
  inConfiguration("configuration-not-object", "a list", (text) => `${here}[${text}]`),
  inConfiguration("configuration-value", "a number", (text) => added(text, `"seeded": ${here}5`)),
  inConfiguration("configuration-value", "a boolean", (text) =>
    added(text, `"seeded": ${here}true`),
  ),
  inConfiguration("configuration-value", "an object", (text) =>
    added(text, `"seeded": ${here}{"a": "b"}`),
  ),
  inConfiguration("configuration-value", "null", (text) => added(text, `"seeded": ${here}null`)),
  inConfiguration("configuration-duplicate", "a key twice", (text) => {
    const key = /^\s*\{\s*("[^"]+")/.exec(text)?.[1];
    return key === undefined
      ? undefined
      : text.replace(/\s*\}\s*$/, `,\n  ${here}${key}: "again"\n}\n`);
  }),
  inConfiguration("configuration-size", "101 keys", (text) => {
    const many = Array.from({ length: 101 }, (_, index) => `"seeded_${String(index)}": "x"`);
    return added(text, many.join(", "))?.replace("{", `${here}{`);
  }),
  inConfiguration("configuration-placeholder", "a placeholder", (text) =>
    added(text, `"seeded": ${here}"<YOUR_SEEDED_VALUE>"`),
  ),
  {
    code: "configuration-key-missing",
    what: "a key that is not there",
    seeds: (seedable) =>
      "configuration.json" in seedable.texts &&
      !/^\s*\{\s*\}/.test(seedable.texts["configuration.json"] ?? "")
        ? inUpdate(seedable, () => `limit = configuration[${here}"seeded_limit"]`)
        : [],
  },
  inConfiguration("configuration-key-unused", "a key nobody reads", (text) =>
    added(text, `${here}"seeded_nobody_reads": "x"`),
  ),
  {
    code: "configuration-not-converted",
    what: "compared with a number",
    seeds: (seedable) =>
      inUpdate(seedable, () => `if configuration["page_size"] > ${here}100:\n    pass`).map(
        (seed) => ({
          ...seed,
          text: seed.text
            .replace(`> ${here}`, "> ")
            .replace("configuration[", `${here}configuration[`),
        }),
      ),
  },
  {
    code: "configuration-file-read",
    what: "opened in update()",
    seeds: (seedable) =>
      inUpdate(seedable, () => `with ${here}open("configuration.json") as file:\n    pass`),
  },
  inRequirements("requirement-preinstalled", "requests", `${here}requests==2.32.0`),
  inRequirements("requirement-preinstalled", "the SDK", `${here}fivetran-connector-sdk==2.0.0`),
  inRequirements("requirement-unused", "a package nobody imports", `${here}left-pad-python==1.0.0`),
  inRequirements("requirement-unpinned", "no version", `${here}polars`),
  inRequirements("requirement-invalid", "a sentence", `${here}this is == not a requirement`),
  {
    code: "requirement-missing",
    what: "an import that is not listed",
    seeds: ({ module }) => {
      const first = module.body.find(({ kind }) => kind === "Import" || kind === "ImportFrom");
      return first ? [{ from: first.from, to: first.from, text: `import ${here}polars\n` }] : [];
    },
  },
  {
    code: "requirements-ignored",
    what: "pyproject.toml beside it",
    seeds: ({ texts }) => {
      const text = texts["requirements.txt"];
      return text !== undefined && /^\w/m.test(text) && !("pyproject.toml" in texts)
        ? [
            [
              { file: "requirements.txt", from: 0, to: 0, text: here },
              {
                file: "pyproject.toml",
                from: 0,
                to: 0,
                text: `[project]\nname = "x"\nversion = "1"\ndependencies = []\n`,
              },
            ],
          ]
        : [];
    },
  },
  newFile(
    "python-version",
    "3.8 only",
    "pyproject.toml",
    `[project]\nname = "x"\nversion = "1"\nrequires-python = ${here}"<3.9"\ndependencies = []\n`,
  ),
  {
    code: "connector-file-name",
    what: "Connector.py",
    seeds: ({ text }) => [
      [
        { from: 0, to: 0, text: "", removes: true, file: "connector.py" },
        { from: 0, to: 0, text: `${here}${text}`, file: "Connector.py" },
      ],
    ],
  },
  {
    code: "folder-not-packaged",
    what: "a module in lib/",
    seeds: ({ module }) => {
      const first = module.body.find(({ kind }) => kind === "Import" || kind === "ImportFrom");
      return first
        ? [
            [
              { from: first.from, to: first.from, text: `from ${here}lib import seeded\n` },
              { file: "lib/__init__.py", from: 0, to: 0, text: "" },
              { file: "lib/seeded.py", from: 0, to: 0, text: "" },
            ],
          ]
        : [];
    },
  },
  newFile("options-not-toml", "no value", "options.toml", `["default"]\ndestination = ${here}\n`),
  newFile(
    "options-profile",
    "an unknown key",
    "options.toml",
    `["default"]\n${here}destinaton = "W"\n`,
  ),
  newFile(
    "options-profile",
    "a number",
    "options.toml",
    `["default"]\npython_version = ${here}3.13\n`,
  ),
  newFile(
    "options-profile",
    "a connection with capitals",
    "options.toml",
    `["default"]\nconnection = ${here}"My Connection"\n`,
  ),
  newFile("options-secret", "an API key", "options.toml", `["default"]\n${here}api_key = "abc"\n`),
  newFile("destination-not-json", "a list", "destination.json", `${here}[]`),
  newFile(
    "destination-secret",
    "a token",
    "destination.json",
    `{"token": ${here}"dapi1234567890abcdef"}`,
  ),
  newFile("ftignore-ignored", ".ftignore", ".ftignore", `${here}*.csv\n`),
  newFile("drivers-without-script", "drivers/ alone", "drivers/README.txt", `x`, 0),
];

function added(text: string, member: string): string | undefined {
  const end = text.lastIndexOf("}");
  if (end < 0) return undefined;
  const before = text.slice(0, end).trimEnd();
  return `${before}${before.endsWith("{") ? "" : ","}\n  ${member}\n}\n`;
}

function inConfiguration(
  code: Mutator["code"],
  what: string,
  edit: (text: string) => string | undefined,
): Mutator {
  return {
    code,
    what: `configuration.json: ${what}`,
    seeds: ({ texts, text: connector }) => {
      const text = texts["configuration.json"];
      if (
        text === undefined ||
        // Where the whole configuration is passed on, any key may be read.
        (code === "configuration-key-unused" && connector.includes("**configuration")) ||
        !isJson(text) ||
        Object.keys(JSON.parse(text) as object).length === 0
      )
        return [];
      const made = edit(text);
      return made === undefined
        ? []
        : [{ file: "configuration.json", from: 0, to: text.length, text: made }];
    },
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function inRequirements(code: Mutator["code"], what: string, line: string): Mutator {
  return {
    code,
    what: `requirements.txt: ${what}`,
    seeds: ({ texts }) => {
      const text = texts["requirements.txt"];
      if (text === undefined || "pyproject.toml" in texts) return [];
      return [
        { file: "requirements.txt", from: text.length, to: text.length, text: `\n${line}\n` },
      ];
    },
  };
}

/** A file that the connector does not have. Where the problem is not in it, it is on a line of connector.py. */
function newFile(
  code: Mutator["code"],
  what: string,
  file: string,
  text: string,
  connectorLine?: number,
): Mutator {
  return {
    code,
    what: `${file}: ${what}`,
    seeds: ({ texts }) => {
      if (file in texts) return [];
      const seeds: Seed[] = [{ file, from: 0, to: 0, text }];
      if (connectorLine !== undefined) seeds.push({ from: 0, to: 0, text: here });
      return [seeds];
    },
  };
}
