// Connectors in the shapes that people write schema() in, for tests of edits to it.

/** A module whose schema() has this body, indented by four. */
export function withSchema(body: string): string {
  return `from fivetran_connector_sdk import Connector, Operations as op


def schema(configuration):
${body}


def update(configuration, state):
    op.upsert(table="orders", data={"id": 1})


connector = Connector(update=update, schema=schema)
`;
}

/** Bodies of schema() that declare the table `orders` in a list that can be edited. */
export const editableBodies: Readonly<Record<string, string>> = {
  "one line": `    return [{"table": "orders"}]`,
  "one line, trailing commas": `    return [{"table": "orders",},]`,
  "single quotes": `    return [{'table': 'orders', 'primary_key': ['id']}]`,
  "a line an entry": `    return [
        {"table": "orders", "primary_key": ["id"]},
        {"table": "customers"},
    ]`,
  "no trailing comma": `    return [
        {"table": "customers"},
        {"table": "orders"}
    ]`,
  "a comment after the last entry": `    return [
        {"table": "customers"},  # who buys
        {"table": "orders"}  # what they buy
    ]`,
  "comments on lines of their own": `    # all of it
    return [
        # what they buy
        {
            "table": "orders",  # the name
            "primary_key": ["id"],
            # the types
            "columns": {
                "id": "LONG",  # a number
                # and no more
            },
        },
        # the end
    ]`,
  "a line a pair, no trailing comma": `    return [
        {
            "table": "orders",
            "columns": {
                "id": "LONG"
            }
        }
    ]`,
  "the bracket on the last line": `    return [{"table": "customers"},
            {"table": "orders",
             "columns": {"id": "LONG",
                         "at": "UTC_DATETIME"}}]`,
  "a comma on a line of its own": `    return [
        {"table": "orders"}
        ,
    ]`,
  "no columns yet": `    return [{"table": "orders", "columns": {}}]`,
  "an expression as a value": `    return [{"table": "orders", "primary_key": ["id"] + list("ab"), "columns": {"x": {"type": "DECIMAL", "precision": 3, "scale": 1}}}]`,
  "a nested function": `    def rows():
        return [{"table": "no"}]

    return [{"table": "orders"}]`,
  "a table in another language": `    return [{"table": "orders"}, {"table": "Größe \\u00e9 \\"x\\""}]`,
};

/** Bodies that no edit may touch. */
export const uneditableBodies: Readonly<Record<string, string>> = {
  "a name": `    tables = [{"table": "orders"}]
    return tables`,
  "a call": `    return list([{"table": "orders"}])`,
  "a comprehension": `    return [{"table": name} for name in ["orders"]]`,
  "two returns": `    if configuration:
        return []
    return [{"table": "orders"}]`,
  "a return that may not be reached": `    if configuration:
        return [{"table": "orders"}]`,
  "a sum": `    return [{"table": "orders"}] + []`,
  "an entry that is spread": `    return [*more, {"table": "orders"}]`,
  "a dictionary that is spread": `    return [{"table": "orders", **more}]`,
  "a computed name": `    return [{"table": f"{prefix}orders"}]`,
  "a computed key": `    return [{key: "orders"}]`,
  "the same key twice": `    return [{"table": "orders", "table": "orders"}]`,
  "a syntax error": `    return [{"table": "orders"]`,
};
