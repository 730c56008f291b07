import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { PostgresqlRelease } from './postgresql-binaries.ts';

/** A PostgreSQL server for tests. */
export interface PostgresqlServer {
  /** Its temporary folder, which is removed when the server stops. */
  readonly folder: string;
  /** The address of a database on this server, for its superuser. */
  url(database: string): string;
  /** Stops the server and removes its folder. This also happens if this process ends. */
  stop(): Promise<void>;
}

/** Starts a PostgreSQL server in a temporary folder, on a free local port. Also works as root. */
export async function startPostgresql(release: PostgresqlRelease): Promise<PostgresqlServer> {
  const program = new URL('./postgresql-process.ts', import.meta.url);
  const child = spawn(process.execPath, [fileURLToPath(program), release], {
    stdio: ['pipe', 'pipe', 'pipe'],
    // An interrupt from the terminal reaches only the tests, which then stop the server.
    detached: true,
  });
  const exit = once(child, 'exit');
  const errorOutput = text(child.stderr);
  const [line] = await Promise.race([once(createInterface(child.stdout), 'line'), exit.then(() => [undefined])]);
  if (typeof line !== 'string') throw new Error(`PostgreSQL ${release} does not start: ${await errorOutput}`);
  const { port, password, folder } = JSON.parse(line) as { port: number; password: string; folder: string };
  return {
    folder,
    url: (database) => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`,
    async stop() {
      child.stdin.end();
      await exit;
    },
  };
}
