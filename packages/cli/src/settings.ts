import { SetupError } from '@collective-impact/sdk';

/** The address of the database: `DATABASE_URL`, or the embedded database in `./data`. */
export const databaseUrl = (): string => process.env.DATABASE_URL || 'pglite:./data';

/** A TCP port from `--port` or `PORT`. Port 0 takes any free port. */
export function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new SetupError(`"${text}" is not a port. Set PORT or --port to a number from 0 to 65535.`);
}
