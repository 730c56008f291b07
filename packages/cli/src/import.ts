import { readFile } from 'node:fs/promises';
import { cidsSource, csvSource, parseMapping } from '@collective-impact/interop';
import { SetupError, type Viewer, type Visibility } from '@collective-impact/sdk';
import type { ImportSource } from '@collective-impact/sdk/import';
import { type Database, type Loaded, load } from '@collective-impact/store';
import { ImportFailure } from './import/import-failure.ts';
import { doneReport, type FileReport, failedReport, ReportFile } from './import/import-report.ts';
import { summary } from './import/import-summary.ts';
import { localCaller } from './local-caller.ts';
import { withDatabase } from './open.ts';
import { Progress } from './progress.ts';
import { print } from './terminal.ts';

/** Options of `import`. */
export interface ImportOptions {
  format: 'cids' | 'csv';
  ecosystem: string;
  create?: boolean;
  mapping?: string;
  /** The visibility of new records and releases; see {@link load}. */
  visibility?: Visibility;
  replace?: boolean;
  dryRun?: boolean;
  /** The file for the complete report, as JSON. */
  report?: string;
}

/** Imports files in order, each completely or not at all. Stops at the first file that fails. */
export async function importCommand(files: readonly string[], options: ImportOptions): Promise<void> {
  const dryRun = options.dryRun === true;
  const inputs = options.mapping === undefined ? files : [...files, options.mapping];
  const report = options.report === undefined ? undefined : await ReportFile.at(options.report, inputs);
  const reported: FileReport[] = [];
  const viewer = localCaller();
  await withDatabase(async (database) => {
    for (const [at, file] of files.entries()) {
      let source: ImportSource | undefined;
      try {
        source = await openSource(file, options);
        const loaded = await importSource(database, { file, source, options, viewer });
        reported.push(doneReport(file, { loaded, dryRun }));
        print(summary(loaded, { file, dryRun, report: options.report }));
      } catch (cause) {
        const notAttempted = files.slice(at + 1).map((each): FileReport => ({ file: each, outcome: 'not attempted' }));
        await report?.write([...reported, failedReport(file, { error: cause, notes: source?.notes }), ...notAttempted]);
        throw new ImportFailure({ file, files, dryRun }, { cause });
      }
    }
    await report?.write(reported);
  });
}

/** Imports one file. */
export async function importFile(
  database: Database,
  { file, options, viewer }: { file: string; options: ImportOptions; viewer: Viewer },
): Promise<Loaded> {
  return await importSource(database, { file, source: await openSource(file, options), options, viewer });
}

async function importSource(
  database: Database,
  { file, source, options, viewer }: { file: string; source: ImportSource; options: ImportOptions; viewer: Viewer },
): Promise<Loaded> {
  const progress = new Progress(file);
  try {
    const loaded = await load(database, {
      source,
      viewer,
      ecosystem: options.ecosystem,
      create: options.create ? { name: options.ecosystem } : undefined,
      visibility: options.visibility,
      replace: options.replace,
      dryRun: options.dryRun,
      onProgress: (current) => progress.update(current),
    });
    progress.complete({ dryRun: options.dryRun === true });
    return loaded;
  } finally {
    progress.clear();
  }
}

async function openSource(file: string, options: ImportOptions): Promise<ImportSource> {
  if (options.format === 'cids') return cidsSource({ file });
  if (options.mapping === undefined) {
    throw new SetupError('A CSV file needs a mapping of its columns. Add --mapping <file>.map.yaml.');
  }
  const mapping = parseMapping(await mappingText(options.mapping), { file: options.mapping });
  return csvSource({ file, mapping });
}

async function mappingText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT')
      throw new SetupError(`The mapping ${file} does not exist. Check the path.`, { cause: error });
    if (code === 'EISDIR')
      throw new SetupError(`${file} is a folder. Enter the path of the mapping file.`, { cause: error });
    throw error;
  }
}
