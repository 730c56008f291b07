import { existsSync } from 'node:fs';
import { createConnection } from 'node:net';
import { describe, expect, it } from 'vitest';
import { startPostgresql } from './postgresql-server.ts';
import { sourceUrl, startProgram } from './program.ts';

/** Whether a server accepts connections at the address of a database. */
function isReachable(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = createConnection(Number(port), hostname);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

describe('PostgreSQL server of the tests', () => {
  it('removes its folder when it stops', async () => {
    const server = await startPostgresql('15');
    const url = server.url('postgres');
    expect([await isReachable(url), existsSync(server.folder)]).toEqual([true, true]);
    await server.stop();
    expect([await isReachable(url), existsSync(server.folder)]).toEqual([false, false]);
  });

  it('stops and removes its folder when the program that started it is killed', async () => {
    const program = startProgram(`
    import { startPostgresql } from ${JSON.stringify(sourceUrl('testing/postgresql-server.ts'))};
    const server = await startPostgresql('15');
    console.log(JSON.stringify({ url: server.url('postgres'), folder: server.folder }));
    process.stdin.resume();
  `);
    const { url, folder }: { url: string; folder: string } = JSON.parse(await program.line());
    expect([await isReachable(url), existsSync(folder)]).toEqual([true, true]);
    await program.kill();
    await expect.poll(() => existsSync(folder)).toBe(false);
    expect(await isReachable(url)).toBe(false);
  });
});
