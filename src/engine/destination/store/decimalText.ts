/**
 * How a DECIMAL lies in SQLite, whatever its column's scale, so that equal values are equal there too: one of at most 15
 * significant digits as a number, so that SQL compares it as one; a longer one as text without trailing zeros.
 */

/** The digits a double carries exactly. */
const exactDigits = 15;

/** What is stored for a decimal number's text, which has no exponent. */
export function storedDecimal(text: string): number | string {
  const significant = text.replace(/[-.]/g, "").replace(/^0+/, "").replace(/0+$/, "");
  if (significant.length <= exactDigits) return Number(text);
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

/** The text of what is stored, with as many digits after the point as the scale says. */
export function decimalText(stored: number | bigint | string, scale: number): string {
  const text = withoutExponent(String(stored));
  const missing = scale - (text.split(".")[1]?.length ?? 0);
  return missing > 0 ? `${text.includes(".") ? text : `${text}.`}${"0".repeat(missing)}` : text;
}

/** `1.5e-7` as `0.00000015`. */
function withoutExponent(text: string): string {
  const parts = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!parts) return text;
  const [, sign = "", first = "", rest = "", power] = parts;
  const exponent = Number(power);
  const digits = first + rest;
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
  return `${sign}${digits}${"0".repeat(exponent - rest.length)}`;
}
