import { createHandler } from './createHandler.ts';
import { openService } from './service/openService.ts';
import { settingsOf } from './service/settings.ts';

/** What Lambda calls: `handler.handler`. Loading it opens nothing. */
export const handler = createHandler({ open: async (call) => openService(settingsOf(process.env), call) });
