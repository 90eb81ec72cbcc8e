/** Fivetran's public pages that diagnostics, hovers and completions point to. */
const sdk = "https://fivetran.com/docs/connector-sdk";

export const links = {
  operations: `${sdk}/technical-reference/connector-sdk-operations`,
  methods: `${sdk}/technical-reference/connector-sdk-code/connector-sdk-methods`,
  declarations: `${sdk}/technical-reference/connector-sdk-code/connector-sdk-required-declarations`,
  logs: `${sdk}/technical-reference/connector-sdk-code/connector-sdk-logs`,
  types: `${sdk}/technical-reference/connector-sdk-data-types`,
  commands: `${sdk}/getting-started/connector-sdk-commands`,
  form: `${sdk}/building-connectors/connector-sdk-setup-form`,
  files: `${sdk}/technical-reference/connector-sdk-file-uploads`,
  structure: `${sdk}/building-connectors/connector-sdk-project-structure`,
  configuration: `${sdk}/building-connectors/configuration-json`,
  concepts: `${sdk}/building-connectors/connector-sdk-concepts`,
  state: `${sdk}/connector-sdk-concepts/state-management`,
  schema: `${sdk}/connector-sdk-concepts/schema-management`,
  practices: `${sdk}/best-practices`,
  limits: "https://fivetran.com/docs/connectors/connector-sdk/detailed-guide",
  dependencies: `${sdk}/connector-development-and-configuration/project-dependencies`,
  environment: `${sdk}/connector-development-and-configuration/environment-variables`,
  deploying: `${sdk}/deploying-connectors`,
  names: `${sdk}/troubleshooting/schema-table-name-normalization`,
  reserved: "https://fivetran.com/docs/connectors/troubleshooting/ambiguous-column-name-error",
  keys: "https://fivetran.com/docs/connectors/databases/troubleshooting/missing-primary-keys-issues",
  python: "https://docs.python.org/3/reference/",
} as const;

export type LinkName = keyof typeof links;
