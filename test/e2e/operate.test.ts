import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '@collective-impact/store';
import { createPostgresqlDatabase, createRole } from '@collective-impact/store/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CommandRun, runAsProcess, runInFolder, temporaryFolder } from '../support/command.ts';

/*
 * Runs every ```sh block of the guide in order, as a reader does, in a folder with the examples. The lines of a ```text block after it
 * must be in its output; numbers may differ. The roles and the database of the ```sql block are those of the test server.
 */

const guide = readFileSync(join(import.meta.dirname, '../../docs/guides/operate.md'), 'utf8');

interface Block {
  commands: string[];
  output: string[];
}

const blocks: Block[] = [...guide.matchAll(/^```sh\n(.*?)^```$(?:\n+^```text\n(.*?)^```$)?/gms)].map((match) => ({
  commands: (match[1] ?? '').trim().split('\n'),
  output: (match[2] ?? '').trim().split('\n').filter(Boolean),
}));

const withoutNumbers = (text: string) => text.replaceAll(/\d+(\.\d+)?( [kM]B)?/g, 'N');

describe('the guide to operating a gateway', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let town: Awaited<ReturnType<typeof createPostgresqlDatabase>>;
  let owner: Awaited<ReturnType<typeof createRole>>;
  let gateway: Awaited<ReturnType<typeof createRole>>;
  beforeEach(async () => {
    folder = temporaryFolder();
    town = await createPostgresqlDatabase('EMPTY');
    owner = await createRole(town.url);
    gateway = await createRole(town.url);
    const database = await openDatabase(town.url);
    await database.orm.em
      .getConnection()
      .execute(`alter database "${new URL(town.url).pathname.slice(1)}" owner to "${owner.name}"`);
    await database.close();
  });
  afterEach(async () => {
    await town.drop();
    await owner.drop();
    await gateway.drop();
    folder.remove();
  });

  it('contains only commands that work, with their output', async () => {
    const env: Record<string, string> = {};
    await serve([], ['--examples']);
    const stands: [string, string][] = [
      ['postgres://owner:secret@db.example.org/town', owner.url],
      ['postgres://gateway:secret@db.example.org/town', gateway.url],
      ['--serving-role gateway', `--serving-role ${gateway.name}`],
    ];
    async function serve(args: string[], more: string[] = []) {
      const run = new CommandRun(['serve', '--port', '0', ...args, ...more], { cwd: folder.path, env });
      await run.address();
      run.process.kill('SIGTERM');
      expect(await run.exit(), run.stderr).toBe(0);
    }
    let count = 0;
    for (const { commands, output } of blocks) {
      let printed = '';
      for (const written of commands) {
        const command = stands.reduce((text, [from, to]) => text.replace(from, to), written);
        const variable = /^export (\w+)=(\S+)$/.exec(command);
        if (variable) {
          env[variable[1] ?? ''] = variable[2] ?? '';
          continue;
        }
        const [npx, program, ...args] = command.split(' ');
        expect([npx, program], command).toEqual(['npx', 'collective-impact']);
        count += 1;
        if (args[0] === 'serve') {
          await serve(args.slice(1));
          continue;
        }
        // Only the built command has a prepared database, which saves most of the time of a restore.
        const runs = args[0] === 'restore' ? runAsProcess : runInFolder;
        const run = await runs(args, { cwd: folder.path, env });
        expect(run.code, `${written}: ${run.stdout}${run.stderr}`).toBe(0);
        printed += run.stdout;
      }
      for (const line of output) expect(withoutNumbers(printed)).toContain(withoutNumbers(line));
    }
    expect(count).toBe(11);
  });

  it('finds out by doctor, as JSON, that another process uses the folder', async () => {
    const serving = new CommandRun(['serve', '--port', '0'], { cwd: folder.path });
    const address = await serving.address();
    const run = new CommandRun(['doctor', '--json'], { cwd: folder.path });
    expect([await run.exit(), run.stderr]).toEqual([1, '']);
    expect(JSON.parse(run.stdout)).toEqual({
      isHealthy: false,
      findings: [
        {
          check: 'connection',
          state: 'PROBLEM',
          message: `${join(folder.path, 'data')} is in use by process ${serving.process.pid} (${address}).`,
          remedy: `Stop that process, or set DATABASE_URL to another folder, such as pglite:${join(folder.path, 'data')}-2.`,
        },
      ],
    });
    serving.process.kill('SIGTERM');
    await serving.exit();
  });
});
