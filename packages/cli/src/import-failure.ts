/** A file could not be imported; each file is by itself, so others may have been. */
export class ImportFailure extends Error {
  override name = 'ImportFailure';
  readonly #file: string;
  readonly #files: readonly string[];
  readonly #dryRun: boolean;

  constructor(failed: { file: string; files: readonly string[]; dryRun: boolean }, options: { cause: unknown }) {
    super(`${failed.file} could not be imported`, options);
    this.#file = failed.file;
    this.#files = failed.files;
    this.#dryRun = failed.dryRun;
  }

  /** What was imported and what was not, for a person. */
  get consequence(): string {
    const at = this.#files.indexOf(this.#file);
    const [before, after] = [this.#files.slice(0, at), this.#files.slice(at + 1)];
    const done = this.#dryRun ? 'Tried before it without a fault, and not kept' : 'Imported before it, and kept';
    return [
      `Nothing of ${this.#file} was imported.`,
      before.length > 0 && `${done}: ${before.join(', ')}.`,
      after.length > 0 && `Not tried: ${after.join(', ')}.`,
    ]
      .filter(Boolean)
      .join('\n');
  }

  /** Whether other files were to be imported with this one. */
  get isOneOfSeveral(): boolean {
    return this.#files.length > 1;
  }
}
