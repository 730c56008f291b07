export { type DumpMark, readDumpFile, writeDumpFile } from './dump-file.ts';
export { examplesDigest } from './examples-digest.ts';
export { preparedDatabase, preparedFiles } from './prepared-database.ts';
