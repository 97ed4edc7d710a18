export { exportDocument, type ExportOptions } from './exportDocument.ts';
export {
  documentFormat,
  documentVersion,
  type DialogueDocument,
  type DocumentEntities,
  type DocumentEvent,
  type DocumentItem,
  type DocumentRef,
} from './format.ts';
export { parseDocument, type ParsedDocument } from './parseDocument.ts';
