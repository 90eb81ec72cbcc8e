/** Values that a template left to be filled in. */
import { isPlaceholder } from "../../src/shared/model/secrets.ts";

const angled = /<(?!SECRET:)[A-Za-z][^<>]*>/;
const words =
  /^(?:x{3,}|\*{3,}|\.{3}|changeme|todo|tbd|placeholder|\$?\{\{?[\w .-]+\}?\})$|^(?:(?:the|enter|insert|replace|put|add|set|provide)[-_ ].*)?your[-_ ][a-z]|^(?:enter|insert|replace|put|change|provide)[-_ ](?:[a-z]+[-_ ])?(?:me|with|here|the|this|your)\b|[-_ ]here$/i;

/** Whether nobody has put a real value there: `<YOUR_HOST>`, `your-api-key`, `changeme`, `https://<account>.example.com`. */
export function isUnfilled(value: string): boolean {
  const text = value.trim();
  return isPlaceholder(text) || (angled.test(text) && !/<\/|\/>/.test(text)) || words.test(text);
}
