/**
 * Order of two ASCII strings by their bytes, the one order used for keys everywhere.
 *
 * For ASCII, JavaScript's `<` (UTF-16 code units) and the byte order of SQLite BINARY, PostgreSQL "C" and DynamoDB agree;
 * this names the intent and keeps locale-aware comparison out.
 */
export function compareAscii(a: string, b: string): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0;
}
