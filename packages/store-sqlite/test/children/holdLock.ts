// Argument: path. Holds the write lock of a database until it is told to let go.
import { once } from 'node:events';
import Database from 'better-sqlite3';

const [, , path = ''] = process.argv;
const database = new Database(path);
database.exec('BEGIN IMMEDIATE');
console.log('locked');
await once(process.stdin, 'data');
database.exec('COMMIT');
database.close();
console.log('released');
process.stdin.destroy();
