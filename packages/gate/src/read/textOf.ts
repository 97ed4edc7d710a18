import { startOf } from '../model/Place.ts';
import { Unreadable } from './Unreadable.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The text of a file without a byte order mark. @throws Unreadable (READ-02) when it is no UTF-8 */
export function textOf(bytes: Uint8Array, path: string): string {
  try {
    return utf8.decode(bytes);
  } catch {
    const message = `${path} is no UTF-8 text.`;
    throw new Unreadable([{ rule: 'READ-02', subject: path, message, place: startOf(path) }]);
  }
}
