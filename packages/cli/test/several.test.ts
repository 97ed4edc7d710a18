import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { example, run, storeWithExample } from './support/run.ts';
import { between, moving, twoStores } from './support/twoStores.ts';

describe('what is done to several', () => {
  test('keys --all leave those alone that have moved away, and look after the rest', async () => {
    const cwd = await twoStores();
    await run(['import', example, '--id', 'zz-stays'], { cwd });
    await run(['migrate', 'start', moving, ...between], { cwd });
    for (const command of ['rotate', 'reseal', 'rewrap']) {
      const { code, out, err } = await run(['keys', command, '--all', '--json'], { cwd });
      expect([command, code, err]).toEqual([command, 0, '']);
      expect(JSON.parse(out)).toMatchObject({ dialogues: [{ dialogueId: 'zz-stays' }], moved: [moving] });
    }
    expect((await run(['keys', 'rewrap', '--all'], { cwd })).err).toBe(
      '1 of 2 were left alone: they are in other stores, as `list` says.\n',
    );
    // Named, it is a fault.
    expect(await run(['keys', 'rotate', moving], { cwd })).toMatchObject({ code: 4 });
  });

  test('import tells of every file, also of those that are no document', async () => {
    const cwd = await storeWithExample();
    writeFileSync(join(cwd, 'broken.json'), '{');
    const { code, out, err } = await run(['import', example, 'nofile.json', 'broken.json', example, '--json'], { cwd });
    expect([code, err]).toEqual([2, '']);
    expect(JSON.parse(out)).toMatchObject({
      imported: [
        { outcome: 'unchanged' },
        { file: 'nofile.json', outcome: 'refused', error: { code: 'usage' } },
        { file: 'broken.json', outcome: 'refused', error: { code: 'usage' } },
        { outcome: 'unchanged' },
      ],
    });
  });

  test('import reads no more of a device than a document may have', async () => {
    const cwd = await storeWithExample();
    const { code, err } = await run(['import', '/dev/zero'], { cwd });
    expect([code, err]).toEqual([
      2,
      '/dev/zero cannot be read: it has more than 268435456 bytes\nTry colloquy --help.\n',
    ]);
  });

  test('list refuses a status that there is not', async () => {
    const cwd = await storeWithExample();
    const { code, out, err } = await run(['list', '--status', 'convergd'], { cwd });
    expect([code, out]).toEqual([2, '']);
    expect(err.replaceAll('\n', ' ')).toMatch(/Allowed choices are open, converging, converged, abandoned,/);
  });
});
