/** The types that schema() can give a column, and which Python values go into one. */
export interface ColumnTypeText {
  readonly text: string;
  /** Which values, and what becomes of them. */
  readonly accepts: string;
  /** Which values make the operation fail. */
  readonly refuses?: string;
  /** What SDK 2 accepts instead, where that is less. */
  readonly acceptsBefore3?: string;
}

const whole =
  "Whole numbers as int, float, Decimal (cut to its whole part) or text; bool becomes 1 or 0.";
const wholeRefused = "Fractions, NaN, other text, and numbers beyond";
const floating = "int, float, Decimal, bool, and text that float() takes, also “nan” and “inf”.";

/** By name, DECIMAL included, which is a dictionary in schema(). */
export const columnTypes: ReadonlyMap<string, ColumnTypeText> = new Map<string, ColumnTypeText>([
  [
    "BOOLEAN",
    {
      text: "True or false.",
      accepts: "bool; numbers by their truth; the texts “0” and “1”.",
      refuses: "Any other text, also “true”.",
      acceptsBefore3: "bool and int",
    },
  ],
  [
    "SHORT",
    {
      text: "A whole number of 16 bits. The SDK checks 32 bits, the destination 16.",
      accepts: whole,
      refuses: `${wholeRefused} 32 bits.`,
      acceptsBefore3: "int and bool",
    },
  ],
  [
    "INT",
    {
      text: "A whole number of 32 bits: −2,147,483,648 to 2,147,483,647.",
      accepts: whole,
      refuses: `${wholeRefused} 32 bits.`,
      acceptsBefore3: "int and bool",
    },
  ],
  [
    "LONG",
    {
      text: "A whole number of 64 bits.",
      accepts: whole,
      refuses: `${wholeRefused} 64 bits.`,
      acceptsBefore3: "int and bool",
    },
  ],
  [
    "FLOAT",
    {
      text: "A floating-point number of 32 bits, of about 7 digits.",
      accepts: floating,
      refuses: "Text that is no number.",
    },
  ],
  [
    "DOUBLE",
    {
      text: "A floating-point number of 64 bits, of about 15 digits.",
      accepts: floating,
      refuses: "Text that is no number.",
    },
  ],
  [
    "DECIMAL",
    {
      text: "A number with a fixed count of digits: precision is how many there are (at most 38), scale how many of them are after the point.",
      accepts: "Text and int, taken over digit by digit.",
      refuses: "float, bool and Decimal: write str(value).",
      acceptsBefore3: "text",
    },
  ],
  [
    "NAIVE_DATE",
    {
      text: "A day.",
      accepts: "date, datetime (its day), and text like “2024-12-31”.",
      refuses: "Any other text, and numbers.",
    },
  ],
  [
    "NAIVE_DATETIME",
    {
      text: "A day and a time without a zone.",
      accepts:
        "datetime (with a zone it is changed to UTC), date (midnight), and text like “2024-12-31T23:59:59.123”.",
      refuses: "Text with a zone or “Z”, and numbers.",
    },
  ],
  [
    "UTC_DATETIME",
    {
      text: "A moment.",
      accepts:
        "datetime (without a zone it is taken as UTC), date (midnight), and text with its zone: “2024-12-31T23:59:59Z”, “2024-12-31 23:59:59+01:00”.",
      refuses: "Text without a zone or with more than 6 digits of a second, and numbers.",
    },
  ],
  ["BINARY", { text: "Bytes.", accepts: "bytes and bytearray.", refuses: "Text, also base64." }],
  ["XML", { text: "An XML document.", accepts: "Text.", refuses: "Anything else." }],
  [
    "STRING",
    {
      text: "Text.",
      accepts: "Anything, as str() writes it: a dict becomes Python's spelling of it.",
    },
  ],
  [
    "JSON",
    {
      text: "A JSON value.",
      accepts:
        "Anything that json.dumps takes. Give the dict or list itself: text becomes a JSON string, so json.dumps(…) is encoded twice.",
      refuses: "What is not JSON: datetime, set, bytes, Decimal.",
    },
  ],
]);
