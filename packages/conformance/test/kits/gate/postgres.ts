import { postgresKit } from '../postgres.ts';

/** On the server that COLLOQUY_POSTGRES_URL names. */
export const kit = postgresKit();
