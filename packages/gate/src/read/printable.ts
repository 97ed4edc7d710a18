import { printable as visible } from '../text/printable.ts';

/** A text from outside, for a message: what cannot be seen escaped, and cut where it is long. */
export function printable(text: string, most = 120): string {
  return visible(text.length > most ? `${text.slice(0, most)}...` : text);
}
