import { existsSync } from 'node:fs';
import { createConnection } from 'node:net';
import { expect, it } from 'vitest';
import { startPostgresql } from './postgresql-server.ts';
import { sourceUrl, startProgram } from './program.ts';

/** Whether something listens at the address of a database. */
function answers(url: string): Promise<boolean> {
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

it('a server stops, and its folder goes, when it is told to', async () => {
  const server = await startPostgresql('15');
  const url = server.url('postgres');
  expect([await answers(url), existsSync(server.folder)]).toEqual([true, true]);
  await server.stop();
  expect([await answers(url), existsSync(server.folder)]).toEqual([false, false]);
});

it('a server stops, and its folder goes, when the program that started it is killed', async () => {
  const program = startProgram(`
    import { startPostgresql } from ${JSON.stringify(sourceUrl('testing/postgresql-server.ts'))};
    const server = await startPostgresql('15');
    console.log(JSON.stringify({ url: server.url('postgres'), folder: server.folder }));
    process.stdin.resume();
  `);
  const { url, folder }: { url: string; folder: string } = JSON.parse(await program.line());
  expect([await answers(url), existsSync(folder)]).toEqual([true, true]);
  await program.kill();
  await expect.poll(() => existsSync(folder)).toBe(false);
  expect(await answers(url)).toBe(false);
});
