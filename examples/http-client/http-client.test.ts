import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createGateway } from '@collective-impact/gateway';
import { localProgram } from '@collective-impact/sdk';
import { stakeholderGroups } from '@collective-impact/sdk/ecosystem';
import { newApiKey, registerOperatorKey } from '@collective-impact/store';
import { openTestDatabase, type TestDatabase } from '@collective-impact/store/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const operatorKey = newApiKey();

const programs: [name: string, command: string, file: string][] = [
  ['Node.js', process.execPath, 'missing-groups.ts'],
  ['Python', 'python3', 'missing_groups.py'],
];

describe('the HTTP client', () => {
  let database: TestDatabase;
  let gateway: ReturnType<typeof createGateway>;
  let address = '';

  beforeAll(async () => {
    database = await openTestDatabase('pglite');
    await registerOperatorKey(database, { viewer: localProgram, key: operatorKey });
    gateway = createGateway({ database });
    address = `${await gateway.listen({ port: 0, host: '127.0.0.1' })}/graphql`;
    const ecosystem = { slug: 'harbor-city', name: 'Harbor City', visibility: 'PUBLIC' };
    const created = await mutate('createEcosystem', { ecosystem: 'id' }, ecosystem);
    await mutate(
      'createOrganization',
      { organization: 'id' },
      {
        ecosystemId: created.ecosystem?.id,
        name: 'City Library',
        visibility: 'PUBLIC',
        stakeholderGroups: [{ code: 'libraries' }],
      },
    );
  });
  afterAll(async () => {
    await gateway.close();
    await database.close();
  });

  /** Runs a mutation as the operator. Fails with the response of the gateway if the mutation is rejected. */
  async function mutate(
    name: string,
    selection: Record<string, string>,
    input: object,
  ): Promise<Record<string, { id: string }>> {
    const fields = Object.entries(selection).map(([field, inner]) => `${field} { ${inner} }`);
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input!`;
    const query = `mutation ($input: ${type}) { ${name}(input: $input) { ${fields.join(' ')} userErrors { message } } }`;
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${operatorKey}` },
      body: JSON.stringify({ query, variables: { input } }),
    });
    const result = await response.json();
    expect(result).toMatchObject({ data: { [name]: { userErrors: [] } } });
    return result.data[name];
  }

  it.each(programs)('for %s lists the groups without an organization', async (_name, command, file) => {
    const missing = stakeholderGroups.codes
      .filter(({ code }) => code !== 'libraries')
      .map(({ label }) => `- ${label}\n`);
    expect(await run(command, [file, address, 'harbor-city'])).toEqual({
      code: 0,
      output: `Missing in Harbor City:\n${missing.join('')}`,
    });
  });

  it.each(programs)('for %s fails for an ecosystem that does not exist', async (_name, command, file) => {
    expect(await run(command, [file, address, 'nowhere'])).toEqual({
      code: 1,
      output: 'There is no ecosystem "nowhere".\n',
    });
  });

  it.each(programs)('for %s fails at an address without a gateway', async (_name, command, file) => {
    const page = createServer((_, response) => response.end('<p>A web page</p>')).listen(0, '127.0.0.1');
    await once(page, 'listening');
    const { port } = page.address() as AddressInfo;
    for (const other of ['http://127.0.0.1:1/graphql', `http://127.0.0.1:${port}/`, 'nowhere']) {
      const { code, output } = await run(command, [file, other, 'harbor-city']);
      expect(output.replace(/\(.+\)/, '(…)')).toBe(`No gateway answers at "${other}" (…). Check the address.\n`);
      expect(code).toBe(1);
    }
    page.close();
  });

  it.each(programs)('for %s prints its usage if an argument is missing', async (_name, command, file) => {
    const program = command === process.execPath ? 'node' : command;
    expect(await run(command, [file, address])).toEqual({
      code: 1,
      output: `Usage: ${program} ${file} <address> <slug of an ecosystem>\n`,
    });
  });
});

/** Runs a program to its end. Fails with a remedy if the program is not installed. */
function run(command: string, args: string[]): Promise<{ code: unknown; output: string }> {
  return new Promise((done, fail) => {
    execFile(command, args, { cwd: join(import.meta.dirname) }, (error, stdout, stderr) => {
      if (error?.code === 'ENOENT') {
        fail(new Error(`${command} is not installed. Install Python 3 so that "${command}" runs.`));
      } else done({ code: error?.code ?? 0, output: `${stdout}${stderr}` });
    });
  });
}
