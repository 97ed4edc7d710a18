import { createHash } from 'node:crypto';
import manifest from '../../package.json' with { type: 'json' };
import type { Finding } from '../model/Finding.ts';
import type { Excepted, Outcome } from '../model/Outcome.ts';
import { ruleIds, ruleOf, type RuleId } from '../rules/registry.ts';
import { printable } from '../text/printable.ts';
import { jsonText } from './jsonText.ts';
import { verdictOf } from './summaryLine.ts';
