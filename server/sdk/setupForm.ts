/** The part of the SDK that setup forms are made with. */
import { keyword, type NamedSdkName, none, parameter } from "./sdkName.ts";

const fieldName = parameter("name", "str", "The key of the configuration that holds the value.");
const fieldLabel = parameter("label", "str", "What stands beside the field.");
const fieldOptions = [
  keyword("description", "str", "A help text below the field.", none),
  keyword("required", "bool", "Whether the form can be saved without a value.", {
    default: "False",
  }),
];
const placeholder = keyword("placeholder", "str", "What an empty field shows.", none);

export const setupFormNames: readonly NamedSdkName[] = (
  [
    [
      "ConfigurationForm",
      {
        kind: "class",
        link: "form",
        parameters: [],
        text: "The setup form on the Fivetran dashboard; configuration_form() makes it and returns it.",
        snippet: "()",
      },
    ],
    [
      "ConfigurationForm.add_field",
      {
        kind: "function",
        link: "form",
        parameters: [parameter("field", "form_field", "A field of form_field.")],
        text: "Adds a field below the others and returns the form.",
        snippet: '(${1:form_field.TextField(name="${2:name}", label="${3:label}")})',
      },
    ],
    [
      "ConfigurationForm.add_test",
      {
        kind: "function",
        link: "form",
        parameters: [
          keyword("label", "str", "What the dashboard shows while it runs."),
          keyword(
            "func",
            "function",
            "A named function that takes the configuration and returns a result of Test().",
          ),
        ],
        text: "Adds a test that runs when the form is saved.",
        snippet: '(label="${1:label}", func=${2:function})',
      },
    ],
    [
      "form_field",
      { kind: "module", link: "form", text: "The fields that a setup form is made of." },
    ],
    [
      "form_field.TextField",
      {
        kind: "class",
        link: "form",
        parameters: [
          fieldName,
          fieldLabel,
          parameter("field_type", "int", "TextField.plain_text or TextField.password.", {
            default: "TextField.plain_text",
          }),
          ...fieldOptions,
          placeholder,
        ],
        text: "A line of text. The value of a password field is kept encrypted.",
        snippet: '(name="${1:name}", label="${2:label}")',
      },
    ],
    [
      "form_field.TextField.plain_text",
      { kind: "value", link: "form", text: "The text is shown while it is typed." },
    ],
    [
      "form_field.TextField.password",
      { kind: "value", link: "form", text: "The text is hidden, and encrypted where it is kept." },
    ],
    [
      "form_field.DropdownField",
      {
        kind: "class",
        link: "form",
        parameters: [
          fieldName,
          fieldLabel,
          keyword("fields", "list", "The choices: at least one DropdownFieldParam."),
          ...fieldOptions,
          placeholder,
        ],
        text: "A choice of one value.",
        snippet:
          '(name="${1:name}", label="${2:label}", fields=[form_field.DropdownFieldParam(value="${3:value}")])',
      },
    ],
    [
      "form_field.DropdownFieldParam",
      {
        kind: "class",
        link: "form",
        parameters: [
          parameter("value", "str", "What the configuration holds when it is chosen."),
          parameter("label", "str", "What the list shows; the value by default.", none),
          parameter("description", "str", "A help text below the label.", none),
        ],
        text: "One choice of a dropdown.",
        snippet: '(value="${1:value}")',
      },
    ],
    [
      "form_field.ToggleField",
      {
        kind: "class",
        link: "form",
        parameters: [fieldName, fieldLabel, ...fieldOptions],
        text: 'A switch; the configuration holds "true" or "false" as text.',
        snippet: '(name="${1:name}", label="${2:label}")',
      },
    ],
    [
      "Test",
      {
        kind: "class",
        link: "form",
        parameters: [],
        text: "The result of a setup test: Test().success() or Test().failure(message).",
        snippet: "()",
      },
    ],
    [
      "Test.success",
      {
        kind: "function",
        link: "form",
        parameters: [],
        text: "The configuration works.",
        snippet: "()",
      },
    ],
    [
      "Test.failure",
      {
        kind: "function",
        link: "form",
        parameters: [parameter("message", "str", "What the dashboard shows.")],
        text: "The configuration does not work.",
        snippet: '("${1:message}")',
      },
    ],
    [
      "FileUpload",
      {
        kind: "class",
        link: "files",
        parameters: [
          parameter("path", "str", "Where the file is kept; no // and no / at the end."),
          parameter("stream", "ByteStream", "What has read(size) and gives bytes."),
          parameter("expected_bytes", "int", "The size, checked after the upload.", none),
        ],
        text: "A file that is uploaded before its row (private preview). It is read in pieces and is not written to disk.",
        snippet: '(path="${1:path}", stream=${2:stream})',
      },
    ],
    [
      "ByteStream",
      {
        kind: "class",
        link: "files",
        text: "What a FileUpload reads from: read(size) gives bytes.",
      },
    ],
  ] satisfies readonly NamedSdkName[]
).map(([name, entry]) => [name, { ...entry, since: { major: 2, minor: 11 } }]);
