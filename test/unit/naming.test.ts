import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { columnName, schemaName, tableName } from "../../src/shared/model/naming.ts";

/** Name, table, column: the documented examples, and those of the MIT-licensed SDK where nothing is documented. */
const examples: readonly (readonly [string, string, string])[] = [
  ["users", "users", "users"],
  ["USERS", "users", "users"],
  ["userName", "user_name", "user_name"],
  ["user-name", "user_name", "user_name"],
  ["USER_NAME", "user_name", "user_name"],
  ["userID", "user_id", "user_id"],
  ["UserIDNumber", "user_idnumber", "user_idnumber"],
  ["HTTPServer", "httpserver", "httpserver"],
  ["AbcDEF", "abc_def", "abc_def"],
  ["isOK", "is_ok", "is_ok"],
  ["order.items", "order_items", "order_items"],
  ["order:items", "order_items", "order_items"],
  ["col1", "col_1", "col_1"],
  ["col12x", "col_12_x", "col_12_x"],
  ["addr1line", "addr_1_line", "addr_1_line"],
  ["v2Api", "v_2_api", "v_2_api"],
  ["abc123DEF", "abc_123_def", "abc_123_def"],
  ["2024_sales", "_2024_sales", "_2024_sales"],
  ["1abc", "_1_abc", "_1_abc"],
  ["123", "_123", "_123"],
  ["_private", "private", "_private"],
  ["__x", "x", "_x"],
  ["_Foo", "foo", "_foo"],
  ["_1abc", "_1_abc", "_1_abc"],
  ["$price", "price", "_price"],
  ["price$", "price_", "price_"],
  ["a$b", "a_b", "a_b"],
  ["first__second", "first_second", "first_second"],
  ["trailing ", "trailing_", "trailing_"],
  ["% done", "done", "_done"],
  ["(x)", "x_", "_x_"],
  ["id?", "id_", "id_"],
  ["e-mail", "e_mail", "e_mail"],
  ["_", "_", "_"],
  ["__", "_", "_"],
  ["_fivetran_deleted", "fivetran_deleted", "_fivetran_deleted"],
  ["Émile col", "emile_col", "emile_col"],
  ["straße x", "strasse_x", "strasse_x"],
  ["данные x", "dannye_x", "dannye_x"],
  ["Größe", "grosse", "grosse"],
  ["naïve", "naive", "naive"],
  ["a😀b", "ab", "ab"],
  ["😀", "_", "_"],
];

describe("Fivetran naming", () => {
  for (const [name, table, column] of examples) {
    it(`makes ${JSON.stringify(name)} the table ${table} and the column ${column}`, () => {
      assert.equal(tableName(name, "FIVETRAN"), table);
      assert.equal(columnName(name, "FIVETRAN"), column);
    });
  }

  it("puts the connection before a schema", () => {
    assert.equal(schemaName("Sales EU", "shop", "FIVETRAN"), "shop_sales_eu");
    assert.equal(schemaName(null, "shop", "FIVETRAN"), null);
  });
});

describe("source naming", () => {
  it("leaves names alone", () => {
    assert.equal(tableName("Order.Items", "SOURCE"), "Order.Items");
    assert.equal(columnName("userID", "SOURCE"), "userID");
    assert.equal(schemaName("Sales EU", "shop", "SOURCE"), "Sales EU");
  });
});
