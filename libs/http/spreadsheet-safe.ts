/**
 * First characters that make a spreadsheet program read a cell as a formula or a command, and the full-width
 * forms that Chinese and Japanese editions read alike. Source: OWASP, "CSV Injection".
 */
const STARTS_FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

/**
 * Text for a cell of a file that people open in a spreadsheet: what would run as a formula gets a leading
 * apostrophe and stays text. For text cells only; numbers that the program itself made go out as they are.
 */
export function spreadsheetSafe(text: string): string {
  return STARTS_FORMULA.test(text) ? `'${text}` : text;
}
