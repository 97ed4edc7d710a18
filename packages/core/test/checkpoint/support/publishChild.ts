// Publishes note after note into the folder FOLDER, and prints n after each. Ended from outside, at any time.
import { FileAnchor } from '../../../src/checkpoint/anchor/FileAnchor.ts';
import { noteOf } from './notes.ts';

const anchor = new FileAnchor({ directory: process.env['FOLDER'] ?? '' });
for (let n = Number(process.env['FROM'] ?? 1); ; n++) {
  await anchor.publish(await noteOf({ n }));
  process.stdout.write(`${n}\n`);
}
