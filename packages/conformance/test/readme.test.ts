import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { conformance } from '../src/conformance.ts';
import { dialogueConformance } from '../src/dialogue/dialogueConformance.ts';
import { loadKits } from '../src/command/loadKits.ts';
import { settings } from './settings.ts';

const example = new URL('../example/kit.js', import.meta.url);
const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

describe('the README', () => {
  test('shows the example kit as it is', () => {
    expect(readme).toContain(`\`\`\`js\n${readFileSync(example, 'utf8').trimEnd()}\n\`\`\``);
  });

  test('shows exit codes that the help shows', async () => {
    const { help } = await import('../src/command/help.ts');
    for (const line of [
      'everything passed',
      'nothing was tested, or a mutant survived',
      'Node is too old',
      'cannot be used',
    ]) {
      expect(readme).toContain(line);
      expect(help).toContain(line);
    }
  });
});

const { kit } = await loadKits(example.pathname);
if (kit === undefined) throw new Error('the example exports no kit');
conformance({ kit, runner: { describe, test }, ...settings });
dialogueConformance({ kit, runner: { describe, test }, ...settings, runs: Math.ceil(settings.runs / 4) });
