/** Which values of a configuration are secrets. The connector host's twin is `redaction.py`: the same names tell in both. */

/** Of the same length for every value, which itself would tell something. */
export const mask = "••••";

const parts =
  /password|passwd|passphrase|secret|token|credential|apikey|accesskey|privatekey|signature/;
const words = new Set("pwd auth authorization authentication private bearer cookie dsn".split(" "));
const keyWords = new Set("key keys keyfile pem cert certificate".split(" "));
/** `token_url` and `auth_type` say something about a secret and are none. */
const plainEndings = new Set(
  (
    "url uri endpoint host port type method mode name expiry expires seconds days ttl length column columns field header " +
    "enabled"
  ).split(" "),
);
const plainValues = new Set(["", "true", "false", "none", "null"]);

/** Whether what has such a name is kept from others: `api_key`, `clientSecret`, `DB_PASSWORD`. */
export function isSecretName(name: string): boolean {
  const found = name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g)?.map((word) => word.toLowerCase());
  const last = found?.at(-1);
  if (!found || last === undefined || plainEndings.has(last)) return false;
  return parts.test(found.join("")) || found.some((word) => words.has(word)) || keyWords.has(last);
}

/** Whether a tool of Fivetran's encrypted the value: `fivetran configuration`, or the plugin for AI agents. */
export function isEncrypted(value: string): boolean {
  return /^(?:fivetran_encrypted:|ENCRYPTED:v\d+:)/.test(value);
}

/** Whether a template's value is still to be filled in: `<YOUR_API_KEY>`, `YOUR_API_KEY`. */
export function isPlaceholder(value: string): boolean {
  return /^(?:<[^<>]*>|YOUR_[A-Z0-9_]+)$/.test(value.trim()) && referredSecret(value) === undefined;
}

/** What stands in configuration.json for a secret that the editor keeps; the connector host puts the secret in its place. */
export function secretReference(name: string): string {
  return `<SECRET:${name}>`;
}

/** The name of the secret that a value refers to; undefined for a value that is one itself. */
export function referredSecret(value: string): string | undefined {
  return /^<SECRET:([^<>]+)>$/.exec(value)?.[1];
}

/** The value as it may be shown: a mask in place of a secret. */
export function shownValue(name: string, value: string): string {
  const isSecret =
    isEncrypted(value) ||
    (isSecretName(name) && !isPlaceholder(value) && !plainValues.has(value.toLowerCase()));
  return isSecret ? mask : value;
}
