// typescript-eslint's strict rules, and the zones of scripts/lint/zones.mjs.
import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";
import { zoneRules } from "./scripts/lint/zones.mjs";

export default defineConfig(
  globalIgnores(["dist/", "out/", "test-results/", "test/fixtures/", "templates/"]),
  {
    files: ["**/*.ts", "**/*.js", "**/*.mjs"],
    extends: [
      js.configs.recommended,
      tseslint.configs.strictTypeChecked,
      tseslint.configs.stylisticTypeChecked,
    ],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "max-lines": ["error", { max: 400 }],
      eqeqeq: "error",
      // The type check knows the globals of each program better.
      "no-undef": "off",
      "no-restricted-syntax": [
        "error",
        { selector: "TSEnumDeclaration", message: "Use a string union or an `as const` table." },
        { selector: "ExportAllDeclaration", message: "Name what is exported; no barrels." },
        {
          selector: "ImportExpression > Literal[value='vscode']",
          message: "The zones cannot see this form; use an import declaration.",
        },
        { selector: "ExportDefaultDeclaration", message: "Use a named export." },
      ],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/no-floating-promises": [
        "error",
        {
          allowForKnownSafeCalls: [
            { from: "package", package: "node:test", name: ["test", "describe", "it", "suite"] },
          ],
        },
      ],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // `this: void` is how a method says that it may be called without its object.
      "@typescript-eslint/no-invalid-void-type": ["error", { allowAsThisParameter: true }],
      // A handler that has to be async by type but awaits nothing is common and harmless.
      "@typescript-eslint/require-await": "off",
      // vscode.Disposable is a class, but every API takes any object with a `dispose`.
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
    },
  },
  zoneRules(),
  {
    // Tools and test runners that load these files look for a default export.
    files: ["eslint.config.js", "scripts/test/countReporter.ts"],
    rules: { "no-restricted-syntax": "off" },
  },
);
