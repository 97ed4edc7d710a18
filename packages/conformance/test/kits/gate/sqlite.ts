import { sqliteKit } from '../sqlite.ts';

export const kit = sqliteKit();
