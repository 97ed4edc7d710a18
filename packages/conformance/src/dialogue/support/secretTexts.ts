import fc from 'fast-check';

/** Texts of at least so many characters are looked for: shorter ones stand in anything by chance. */
const shortest = 8;

/** Texts that look like something else: JSON, base64, keys of records, addresses, hexadecimal digits, control characters. */
export const secretText = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: shortest, maxLength: 60 }),
    fc.json({ maxDepth: 2 }).filter((text) => text.length >= shortest),
    fc.base64String({ minLength: 12, maxLength: 60 }),
    fc.uint8Array({ minLength: 16, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex')),
    fc.nat({ max: 9999 }).map((at) => `tension#00#${at} dialogue:laws/entity:tension/00#${at}`),
    fc
      .string({ minLength: shortest, maxLength: 20 })
      .map((text) => `{"address":"dialogue:laws","entity":{"title":${JSON.stringify(text)}}}`),
  )
  .filter((text) => text.trim().length >= shortest)
  .map((text) => text.toWellFormed().trim());
