/** A connector.py around what a test is about. */

export interface ConnectorParts {
  /** The entries of schema(), a line each; no schema() when undefined. */
  readonly tables?: readonly string[];
  /** Lines before update(). */
  readonly top?: string;
}

const order = '{"table": "order", "primary_key": ["id"]}';

/** `body` are the lines of update(), which need no indentation. */
export function connectorText(
  body: string,
  { tables = [order], top = "" }: ConnectorParts = {},
): string {
  return `from datetime import date, datetime, timezone
from decimal import Decimal
import json
import uuid
import requests
from fivetran_connector_sdk import Connector, FileUpload, Operations as op

${top.trim()}

def schema(configuration: dict):
    return [
${tables.map((table) => `        ${table},\n`).join("")}    ]


def update(configuration: dict, state: dict):
${indented(body)}


connector = Connector(update=update, schema=schema)
`;
}

function indented(lines: string): string {
  return lines
    .trim()
    .split("\n")
    .map((line) => (line.trim() === "" ? "" : `    ${line}`))
    .join("\n");
}
