import { execFileSync } from 'node:child_process';

/** A packed package: its name, and the name of its file in the folder. */
export type Packed = { name: string; filename: string };

/** Packs every package of the working directory into a folder, as npm would publish it. */
export function pack(folder: string): Packed[] {
  const listing = execFileSync(
    'npm',
    ['pack', '--workspaces', '--json', '--ignore-scripts', `--pack-destination=${folder}`],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' },
  );
  return JSON.parse(listing);
}
