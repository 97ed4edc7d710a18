import { isUnprintable } from './printable.ts';

function escaped(text: string): string {
  return text.replaceAll(isUnprintable, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

/**
 * JSON that a terminal has nothing to act on, and that says exactly what the value says: control and format characters stand there
 * as escapes, everything else as it is.
 *
 * @param indent 2 for a document, 0 for one line
 * @example
 * safeJson({ label: '\u202egpj.exe' }, 0); // '{"label":"\\u202egpj.exe"}'
 */
export function safeJson(value: unknown, indent: 0 | 2): string {
  // What is outside of texts is ASCII; line breaks of the layout are not in texts, where they are escaped already.
  return JSON.stringify(value, undefined, indent).split('\n').map(escaped).join('\n');
}
