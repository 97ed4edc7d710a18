import { postgresUrl } from '@colloquy/engines';
import type pg from 'pg';
import { onTestFinished } from 'vitest';
import { connect, randomName } from './database.ts';

/** A role that may log in and nothing more, with the URL of the test database for it; gone when the test ends. */
export async function newRole(
  name: string = randomName('role'),
): Promise<{ readonly name: string; readonly url: string }> {
  const raw = await connect();
  await raw.query(`CREATE ROLE "${name}" LOGIN`);
  dropLater(raw, name);
  return { name, url: urlOf(name) };
}

/** Hooks of a test run last first, so the connection is still open. */
export function dropLater(raw: pg.Client, name: string): void {
  onTestFinished(async () => {
    await raw.query(`DROP OWNED BY "${name}" CASCADE`);
    await raw.query(`DROP ROLE "${name}"`);
  });
}

export function urlOf(role: string): string {
  const url = new URL(postgresUrl());
  url.username = role;
  return url.href;
}
