import { readFile } from 'node:fs/promises';
import { cidsSource, csvSource, parseMapping } from '@collective-impact/interop';
import { type ImportSource, operator, SetupError, type Visibility } from '@collective-impact/sdk';
import { type Database, type Loaded, load } from '@collective-impact/store';
import { ImportFailure } from './import-failure.ts';
import { doneReport, type FileReport, failedReport, ReportFile } from './import-report.ts';
import { summary } from './import-summary.ts';
import { withDatabase } from './open.ts';
import { Progress } from './progress.ts';
import { say } from './terminal.ts';

/** What `import` is called with. */
export interface ImportOptions {
  format: 'cids' | 'csv';
  ecosystem: string;
  create?: boolean;
  mapping?: string;
  /** Who sees what is created and released; see {@link load}. */
  visibility?: Visibility;
  replace?: boolean;
  dryRun?: boolean;
  /** Where to write everything that was done and noted, as JSON. */
  report?: string;
}

/** Imports files, one after the other; each wholly or not at all, and none after one that fails. */
export async function importCommand(files: readonly string[], options: ImportOptions): Promise<void> {
  const dryRun = options.dryRun === true;
  const inputs = options.mapping === undefined ? files : [...files, options.mapping];
  const report = options.report === undefined ? undefined : await ReportFile.at(options.report, inputs);
  const reported: FileReport[] = [];
  await withDatabase(async (database) => {
    for (const [at, file] of files.entries()) {
      let source: ImportSource | undefined;
      try {
        source = await openSource(file, options);
        const loaded = await importSource(database, { file, source, options });
        reported.push(doneReport(file, { loaded, dryRun }));
        say(summary(loaded, { file, dryRun, report: options.report }));
      } catch (cause) {
        const untried = files.slice(at + 1).map((each): FileReport => ({ file: each, outcome: 'not tried' }));
        await report?.write([...reported, failedReport(file, { error: cause, notes: source?.notes }), ...untried]);
        throw new ImportFailure({ file, files, dryRun }, { cause });
      }
    }
    await report?.write(reported);
  });
}

/** Imports one file. */
export async function importFile(
  database: Database,
  { file, options }: { file: string; options: ImportOptions },
): Promise<Loaded> {
  return await importSource(database, { file, source: await openSource(file, options), options });
}

async function importSource(
  database: Database,
  { file, source, options }: { file: string; source: ImportSource; options: ImportOptions },
): Promise<Loaded> {
  const progress = new Progress(file);
  try {
    return await load(database, {
      source,
      viewer: operator,
      ecosystem: options.ecosystem,
      create: options.create ? { name: options.ecosystem } : undefined,
      visibility: options.visibility,
      replace: options.replace,
      dryRun: options.dryRun,
      onProgress: (how) => progress.tell(how),
    });
  } finally {
    progress.end();
  }
}

async function openSource(file: string, options: ImportOptions): Promise<ImportSource> {
  if (options.format === 'cids') return cidsSource({ file });
  if (options.mapping === undefined) {
    throw new SetupError('A CSV file needs a mapping that says what its columns mean: add --mapping <file>.map.yaml.');
  }
  const mapping = parseMapping(await mappingText(options.mapping), { file: options.mapping });
  return csvSource({ file, mapping });
}

async function mappingText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new SetupError(`There is no mapping at ${file}: check the path.`, { cause: error });
    if (code === 'EISDIR') throw new SetupError(`${file} is a folder: name the mapping file.`, { cause: error });
    throw error;
  }
}
