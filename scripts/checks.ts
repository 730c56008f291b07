/** A check by machine: its name, and the command that fails on a violation. */
export type Check = {
  name: string;
  /** A program of node_modules/.bin (`node` among them) and its arguments. */
  command: [program: string, ...args: string[]];
};

/** The commands that must run before the checks. */
export const preparations: Check[] = [
  { name: 'build', command: ['turbo', 'run', 'build', '--output-logs=errors-only'] },
  { name: 'generated contracts', command: ['node', 'scripts/generate.ts', '--check'] },
];

/**
 * `tsgo` is the compiler in native code. It finds the errors that `tsc` finds. On one thread it checks no file twice, and takes
 * 15 seconds instead of 38; checks run beside each other.
 */
export const checks: Check[] = [
  { name: 'types', command: ['tsgo', '--singleThreaded', '--project', 'tsconfig.json'] },
  {
    name: 'types of the SDK in a browser',
    command: ['tsgo', '--singleThreaded', '--project', 'packages/sdk/tsconfig.json'],
  },
  { name: 'format and lint', command: ['biome', 'check', '--error-on-warnings', '--max-diagnostics=200', '.'] },
  { name: 'imports', command: ['node', 'scripts/imports.ts'] },
  { name: 'schema rules', command: ['eslint', '--max-warnings=0', 'schema/printed/*.graphql'] },
  { name: 'changes of the schema', command: ['node', 'scripts/schema-changes.ts'] },
  { name: 'words', command: ['node', 'scripts/check-words.ts'] },
  { name: 'lines of SQL', command: ['node', 'scripts/sql-lines.ts'] },
  { name: 'unused code', command: ['knip', '--no-progress', '--no-config-hints', '--no-gitignore'] },
  { name: 'published packages', command: ['node', 'scripts/published.ts'] },
  { name: 'installed packages', command: ['node', 'scripts/installed.ts'] },
  { name: 'sizes of the SDK', command: ['node', 'scripts/sizes.ts'] },
];
