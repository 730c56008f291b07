/** The import of one file failed. Files are independent, so the ones before it may have been imported. */
export class ImportFailure extends Error {
  override name = 'ImportFailure';
  readonly #file: string;
  readonly #files: readonly string[];
  readonly #dryRun: boolean;

  constructor(failed: { file: string; files: readonly string[]; dryRun: boolean }, options: { cause: unknown }) {
    super(`${failed.file} could not be imported.`, options);
    this.#file = failed.file;
    this.#files = failed.files;
    this.#dryRun = failed.dryRun;
  }

  /** Which files were imported and which were not, in full sentences. */
  get consequence(): string {
    const at = this.#files.indexOf(this.#file);
    const [before, after] = [this.#files.slice(0, at), this.#files.slice(at + 1)];
    const done = this.#dryRun ? 'Checked without errors' : 'Already imported';
    return [
      `No data from ${this.#file} was imported.`,
      before.length > 0 && `${done}: ${before.join(', ')}.`,
      after.length > 0 && `Not attempted: ${after.join(', ')}.`,
    ]
      .filter(Boolean)
      .join('\n');
  }

  /** Whether the command has other files as well. */
  get isOneOfSeveral(): boolean {
    return this.#files.length > 1;
  }
}
