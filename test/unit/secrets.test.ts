import assert from "node:assert/strict";
import test from "node:test";
import {
  isPlaceholder,
  isSecretName,
  mask,
  referredSecret,
  secretReference,
  shownValue,
} from "../../src/shared/model/secrets.ts";

test("names that tell of a secret", () => {
  for (const name of ["api_key", "clientSecret", "DB_PASSWORD", "accessToken", "pwd", "privateKey"])
    assert.ok(isSecretName(name), name);
  for (const name of ["token_url", "auth_type", "host", "keyboard", "primary_key_column", ""])
    assert.ok(!isSecretName(name), name);
});

test("secrets and encrypted values are masked, placeholders and plain values are shown", () => {
  assert.equal(shownValue("api_key", "abc"), mask);
  assert.equal(shownValue("host", "fivetran_encrypted:AAAA"), mask);
  assert.equal(shownValue("host", "ENCRYPTED:v1:k:local-fernet:AAAA"), mask);
  assert.equal(shownValue("api_key", "<YOUR_API_KEY>"), "<YOUR_API_KEY>");
  assert.equal(shownValue("api_key", ""), "");
  assert.equal(shownValue("use_token", "true"), "true");
  assert.equal(shownValue("host", "example.com"), "example.com");
});

test("placeholders of templates", () => {
  for (const value of ["<YOUR_API_KEY>", "YOUR_HOST", " <x> "]) assert.ok(isPlaceholder(value));
  for (const value of ["<a> and <b>", "your host", ""]) assert.ok(!isPlaceholder(value), value);
});

test("references to secrets are no secrets and no placeholders", () => {
  const reference = secretReference("api key");
  assert.equal(referredSecret(reference), "api key");
  assert.ok(!isPlaceholder(reference));
  assert.equal(shownValue("api key", reference), mask);
  for (const value of ["", "api key", "<api key>", `${reference}!`])
    assert.equal(referredSecret(value), undefined, value);
});
