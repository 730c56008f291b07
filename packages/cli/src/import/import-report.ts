import { randomUUID } from 'node:crypto';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type NotesReport, notesReport } from '@collective-impact/interop';
import { SetupError, SourceError } from '@collective-impact/sdk';
import type { ImportNotes } from '@collective-impact/sdk/import';
import type { Loaded } from '@collective-impact/store';
import { describeStorageFailure } from '../storage-failure.ts';

/** The complete result of one file, as JSON. */
export type FileReport =
  | ({ file: string; outcome: 'imported' | 'dry run'; records: Record<string, unknown>; notes: NotesReport } & Omit<
      Loaded,
      'tallies' | 'notes'
    >)
  | { file: string; outcome: 'failed'; place?: unknown; problem: string; remedy?: string; notes?: NotesReport }
  | { file: string; outcome: 'not attempted' };

/** The report of a file that was imported, or in a dry run would have been. */
export function doneReport(file: string, { loaded, dryRun }: { loaded: Loaded; dryRun: boolean }): FileReport {
  const { tallies, notes, ...done } = loaded;
  const records = Object.fromEntries(tallies);
  return { file, outcome: dryRun ? 'dry run' : 'imported', ...done, records, notes: notesReport(notes) };
}

/** The report of a file that was not imported, with the notes up to the failure. */
export function failedReport(file: string, { error, notes }: { error: unknown; notes?: ImportNotes }): FileReport {
  const problem = describeStorageFailure(error) ?? (error instanceof Error ? error.message : String(error));
  const source = error instanceof SourceError && { place: error.place, remedy: error.remedy };
  return { file, outcome: 'failed', problem, ...source, ...(notes && { notes: notesReport(notes) }) };
}

/** A file for a report. It contains either its earlier content or the whole report, never a part. */
export class ReportFile {
  readonly #path: string;
  readonly #target: string;

  private constructor(path: string, target: string) {
    this.#path = path;
    this.#target = target;
  }

  /**
   * Checks, before the import, that the report can be written. Throws a `SetupError` if not, or if the report would
   * overwrite one of the `inputs`.
   */
  static async at(path: string, inputs: readonly string[]): Promise<ReportFile> {
    try {
      const target = await realPath(path);
      const there = await stat(target).catch(ifMissing);
      if (there?.isDirectory()) throw new SetupError(`${path} is a folder. Set --report to the path of a file.`);
      if (there && !there.isFile())
        throw new SetupError(`${path} is not a regular file. Set --report to another path.`);
      for (const input of inputs) {
        if ((await realPath(input)) !== target) continue;
        throw new SetupError(`The report would overwrite ${input}, which is an input. Set --report to another path.`);
      }
      if (there) await (await open(target, 'r+')).close();
      const report = new ReportFile(path, target);
      await report.#write('', { keep: false });
      return report;
    } catch (error) {
      throw notWritable(path, error);
    }
  }

  /** Writes the report. */
  async write(files: readonly FileReport[]): Promise<void> {
    try {
      await this.#write(`${JSON.stringify({ files }, undefined, 2)}\n`, { keep: true });
    } catch (error) {
      throw notWritable(this.#path, error);
    }
  }

  async #write(text: string, { keep }: { keep: boolean }): Promise<void> {
    const temporary = join(dirname(this.#target), `.${basename(this.#target)}.${randomUUID()}`);
    try {
      const file = await open(temporary, 'wx');
      try {
        await file.writeFile(text);
        await file.sync();
      } finally {
        await file.close();
      }
      if (keep) await rename(temporary, this.#target);
    } finally {
      await rm(temporary, { force: true });
    }
  }
}

/** The path with symbolic links resolved. The file need not exist yet, but its folder must. */
async function realPath(path: string): Promise<string> {
  const there = await realpath(path).catch(ifMissing);
  return there ?? join(await realpath(dirname(path)), basename(path));
}

function ifMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}

const reasons: Record<string, string> = {
  ENOENT: 'the folder does not exist',
  ENOTDIR: 'one of the folders in the path is a file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
};

function notWritable(path: string, error: unknown): unknown {
  if (error instanceof SetupError) return error;
  const { code = '', message } = error as NodeJS.ErrnoException;
  return new SetupError(
    `The report cannot be written to ${path} (${reasons[code] ?? message}). Set --report to another path.`,
    { cause: error },
  );
}
