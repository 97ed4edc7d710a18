// Publishes one note into FOLDER/notes, for n = N. KILL_AFTER and KILL_WRITING as in killAfter.ts. Prints the calls to stderr at the end.
import { join } from 'node:path';
import { FileAnchor } from '../../../src/checkpoint/anchor/FileAnchor.ts';
import { killAfterCalls } from '../../keys/local/support/killAfter.ts';
import { noteOf } from './notes.ts';

const folder = process.env['FOLDER'] ?? '';
const note = await noteOf({ n: Number(process.env['N']) });
const names = await killAfterCalls(folder, {
  killAfter: Number(process.env['KILL_AFTER'] ?? 0),
  halfWrites: process.env['KILL_WRITING'] === '1',
});
await new FileAnchor({ directory: join(folder, 'notes') }).publish(note);
process.stderr.write(names.join(' '));
