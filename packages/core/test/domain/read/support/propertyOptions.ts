/** Every property runs from one seed: that of `COLLOQUY_SEED`, or a constant. */
export const propertyOptions = { seed: Number(process.env['COLLOQUY_SEED'] ?? 20_260_206), numRuns: 60 } as const;
