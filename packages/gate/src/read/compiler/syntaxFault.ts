import ts from '@typescript/typescript6';
import type { Finding } from '../../model/Finding.ts';

/** READ-02 for the first error of a file: what follows it is guessed. */
export function syntaxFault(
  path: string,
  source: ts.SourceFile,
  { start, messageText }: ts.DiagnosticWithLocation,
): Finding {
  const { line, character } = source.getLineAndCharacterOfPosition(start);
  const said = ts.flattenDiagnosticMessageText(messageText, ' ').replace(/\.$/, '');
  const place = { file: path, line: line + 1, column: character + 1 };
  return { rule: 'READ-02', subject: path, message: `${path} does not parse: ${said}.`, place };
}
