export { cidsSource } from './cids-source.ts';
export { csvSource, type Mapping, parseMapping } from './reporting/index.ts';
export type { CountedNotes } from './shared/note-book.ts';
export { formatNotes, type NotesOfKind, type NotesReport, notesReport } from './shared/notes-report.ts';
export { oneLine } from './shared/source-failure.ts';
export type { SourceFile } from './shared/source-file.ts';
