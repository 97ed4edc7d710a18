export { dialogueConformance, type DialogueConformanceOptions } from './dialogueConformance.ts';
export { dialogueLaws } from './dialogueLaws.ts';
export type { DialogueContext, DialogueFixture, DialogueKit, DialogueLaw, OpenOptions } from './kit/DialogueFixture.ts';
export { dialogueKit } from './kit/dialogueKit.ts';
export {
  dialogueDifferential,
  runDialogueDifferential,
  type DialogueDifferentialOptions,
} from './model/differential.ts';
