const syllables = [
  'ba',
  'co',
  'di',
  'fu',
  'ge',
  'ho',
  'ka',
  'li',
  'mo',
  'na',
  'pe',
  'qui',
  'ro',
  'sa',
  'te',
  'vu',
] as const;

function word(random: () => number): string {
  let out = '';
  for (let i = 1 + Math.floor(random() * 4); i > 0; i--)
    out += syllables[Math.floor(random() * syllables.length)] ?? '';
  return out;
}

/** A text of about so many bytes, words and stops. Compresses no better than prose does. */
export function proseOf(random: () => number, bytes: number): string {
  let out = word(random);
  while (out.length < bytes) out += `${random() < 0.1 ? '. ' : ' '}${word(random)}`;
  return out;
}
