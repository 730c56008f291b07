import type { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

type InitOptions = Parameters<NodeFS['init']>[1];

/** The operations of Emscripten's file system that change files. */
const writing = {
  stream_ops: ['write'],
  node_ops: ['mknod', 'rename', 'unlink', 'rmdir', 'symlink', 'setattr'],
} as const;

type Operations = Record<string, (...parameters: unknown[]) => unknown>;

/**
 * The folder of an embedded database. `assertWritable` runs before each single change of a file, so that it also stops
 * a statement that is running: what it throws ends the statement at once.
 */
export class GuardedFolder extends NodeFS {
  readonly #assertWritable: () => void;

  constructor(folder: string, assertWritable: () => void) {
    super(folder);
    this.#assertWritable = assertWritable;
  }

  override async init(pglite: PGlite, options: InitOptions): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(pglite, options);
    const preRun = [
      ...[emscriptenOpts.preRun ?? []].flat(),
      (module: { FS: unknown }) => {
        const { filesystems } = module.FS as { filesystems: { NODEFS: Record<keyof typeof writing, Operations> } };
        this.#guard(filesystems.NODEFS);
      },
    ];
    return { emscriptenOpts: { ...emscriptenOpts, preRun } };
  }

  #guard(files: Record<keyof typeof writing, Operations>): void {
    for (const [group, names] of Object.entries(writing)) {
      const operations = files[group as keyof typeof writing];
      for (const name of names) {
        const operation = operations[name];
        if (!operation) throw new Error(`PGlite's file system has no operation ${name}.`);
        operations[name] = (...parameters) => {
          this.#assertWritable();
          return operation(...parameters);
        };
      }
    }
  }
}
