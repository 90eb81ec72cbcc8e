/** What a profile of options.toml may hold. */
export interface ProfileKey {
  readonly text: string;
  /** The only values, or the usual ones. */
  readonly values?: readonly string[];
}

export const profileKeys: ReadonlyMap<string, ProfileKey> = new Map<string, ProfileKey>([
  ["destination", { text: "The name of the destination (its group) to deploy to." }],
  [
    "connection",
    {
      text: "The name of the connection, which names its schema in the destination: small letters, digits and _, no digit first.",
    },
  ],
  [
    "python_version",
    {
      text: "The Python version that the connection runs with.",
      values: ["3.10", "3.11", "3.12", "3.13", "3.14"],
    },
  ],
  [
    "naming",
    {
      text: "How destination names are made: FIVETRAN in snake case, SOURCE as they are. It counts for a new connection only.",
      values: ["FIVETRAN", "SOURCE"],
    },
  ],
  ["hybrid_deployment_agent_id", { text: "The Hybrid Deployment agent that runs the connection." }],
  ["proxy_id", { text: "The proxy agent that the connection goes through." }],
  [
    "proxy_host_config_key",
    { text: "The configuration key that holds the host to reach through the proxy agent." },
  ],
  ["package_id", { text: "The shared package that the connection uses." }],
]);
