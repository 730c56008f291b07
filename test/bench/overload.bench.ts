import { spawn } from 'node:child_process';
import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGateway } from '@collective-impact/gateway';
import { localProgram, unwrap } from '@collective-impact/sdk';
import { ecosystemDefinition, organizationDefinition, Writer } from '@collective-impact/store';
import { newPrincipal, openNewestPostgresql, type TestDatabase } from '@collective-impact/store/testing';

/*
 * Prints, on PostgreSQL: how much longer the slowest of a hundred requests of a caller takes while others send credentials that
 * are not valid; the rate of a flat query with an API key, compared with the rate without one; and the cost of the trigger that
 * writes the audit and the change feed. The callers run in separate processes.
 *   node --import ./test/support/workspace-sources.ts test/bench/overload.bench.ts
 */

const asked = Number(process.env.REQUESTS ?? 1000);
const floodSenders = 8;
const rounds = 5;

/** What a process of callers does: it sends a query with a header, so often at a time, until it has been answered often enough. */
interface Load {
  address: string;
  authorization?: string | undefined;
  senders: number;
  /** Infinity until the process is stopped. */
  requests: number;
}

/** Milliseconds of each request. */
async function send({ address, authorization, senders, requests }: Load): Promise<number[]> {
  const times: number[] = [];
  const headers = { 'content-type': 'application/json', ...(authorization !== undefined && { authorization }) };
  const body = JSON.stringify({ query: '{ ecosystems(first: 20) { nodes { id name slug kind } } }' });
  const sender = async () => {
    while (times.length < requests) {
      const begun = performance.now();
      const response = await fetch(`${address}/graphql`, { method: 'POST', headers, body });
      await response.text();
      times.push(performance.now() - begun);
      if (times.length > 100_000) times.length = 0;
    }
  };
  await Promise.all(Array.from({ length: senders }, sender));
  return times;
}

function start(load: Load) {
  const text = JSON.stringify({ ...load, requests: Number.isFinite(load.requests) ? load.requests : null });
  return spawn(process.execPath, [...process.execArgv, import.meta.filename, text], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Runs a load in a process of its own, and returns the milliseconds of each request in ascending order. */
async function measured(load: Load): Promise<number[]> {
  const child = start(load);
  const parts: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => parts.push(part));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error('The requests were not answered.');
  return (JSON.parse(Buffer.concat(parts).toString()) as number[]).sort((a, b) => a - b);
}

const percentile99 = (sorted: readonly number[]) => sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN;
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const printLine = (line: string) => process.stdout.write(`${line}\n`);

/** The 99th percentile of a caller during a flood, as a multiple of that without one: the median of the rounds. */
async function underFlood(address: string, authorization: string): Promise<number> {
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const quiet = percentile99(await measured({ address, senders: 1, requests: asked }));
    const flood = start({ address, authorization, senders: floodSenders, requests: Number.POSITIVE_INFINITY });
    const ended = once(flood, 'close');
    ratios.push(percentile99(await measured({ address, senders: 1, requests: asked })) / quiet);
    flood.kill();
    await ended;
  }
  return median(ratios);
}

/** Requests per second with a key, as a multiple of those without one: the median of the rounds. */
async function withKey(address: string, key: string): Promise<number> {
  const rate = async (authorization?: string) => {
    const times = await measured({ address, authorization, senders: 1, requests: 3 * asked });
    return times.length / times.reduce((sum, time) => sum + time, 0);
  };
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const anonymous = await rate();
    ratios.push((await rate(`Bearer ${key}`)) / anonymous);
  }
  return median(ratios);
}

/** Milliseconds to create an organization with the trigger, and without it: the medians of the rounds. */
async function costOfTrigger(database: TestDatabase, ecosystemId: string): Promise<{ with: number; without: number }> {
  const writer = new Writer(database, localProgram);
  const turn = (state: 'enable' | 'disable') =>
    database.orm.em.fork().execute(`do $$ declare "name" text; begin
      select "t"."tgname" into strict "name" from pg_trigger as "t" join pg_proc as "p" on "p"."oid" = "t"."tgfoid"
        where "t"."tgrelid" = 'organization'::regclass and "p"."proname" = 'record_changed' limit 1;
      execute format('alter table "organization" ${state} trigger %I', "name");
    end $$`);
  let number = 0;
  const milliseconds = async () => {
    const begun = performance.now();
    for (let count = 0; count < 200; count += 1) {
      number += 1;
      unwrap(await writer.create(organizationDefinition, { ecosystemId, name: `Made-up organization ${number}` }));
    }
    return (performance.now() - begun) / 200;
  };
  const times: { with: number[]; without: number[] } = { with: [], without: [] };
  await milliseconds();
  for (let round = 0; round < rounds; round += 1) {
    times.with.push(await milliseconds());
    await turn('disable');
    times.without.push(await milliseconds());
    await turn('enable');
  }
  return { with: median(times.with), without: median(times.without) };
}

/** An identity provider, and a token with the id of its key that another key has signed. */
async function identityProvider() {
  const [own, other] = [0, 1].map(() => generateKeyPairSync('rsa', { modulusLength: 2048 }));
  const keys = [{ ...own?.publicKey.export({ format: 'jwk' }), kid: 'made-up', alg: 'RS256', use: 'sig' }];
  const server = createServer((_, response) => response.end(JSON.stringify({ keys }))).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: issuer, aud: 'gateway', sub: 'ann', iat: now, exp: now + 86_400 };
  const signed = `${part({ alg: 'RS256', kid: 'made-up', typ: 'JWT' })}.${part(claims)}`;
  const signature = sign('sha256', Buffer.from(signed), other?.privateKey ?? '').toString('base64url');
  const openId = {
    issuer,
    audience: 'gateway',
    jwksUrl: `${issuer}/keys`,
    algorithms: ['RS256'],
    clockSkew: 60,
  } as const;
  return { server, openId, forged: `${signed}.${signature}` };
}

async function main(): Promise<void> {
  const database = await openNewestPostgresql();
  const { server, openId, forged } = await identityProvider();
  const gateway = createGateway({ database, openId, log: () => undefined });
  try {
    const writer = new Writer(database, localProgram);
    const ids: string[] = [];
    for (let number = 0; number < 20; number += 1) {
      const values = { slug: `town-${number}`, name: `Made-up town ${number}`, visibility: 'PUBLIC' } as const;
      ids.push(unwrap(await writer.create(ecosystemDefinition, values)));
    }
    const caller = await newPrincipal(database);
    const revoked = await newPrincipal(database);
    await database.orm.em.fork().execute(`update "api_key" set "revoked_at" = now(), "revoked_by" = 'bench'
      where "principal_id" = (select max("principal_id"::text)::uuid from "api_key")`);
    const address = await gateway.listen({ port: 0, host: '127.0.0.1' });
    await measured({ address, senders: 8, requests: 3 * asked });
    const floods = { malformed: 'ci_live_made-up', revoked: revoked.key, 'bad signature': forged };
    for (const [name, credentials] of Object.entries(floods)) {
      const ratio = await underFlood(address, `Bearer ${credentials}`);
      printLine(`99th percentile of others, ${name}: ${ratio.toFixed(2)} times that without a flood`);
    }
    printLine(`flat query with a key: ${(await withKey(address, caller.key)).toFixed(2)} times the rate without one`);
    const cost = await costOfTrigger(database, ids[0] ?? '');
    printLine(
      `creation of a record: ${cost.with.toFixed(2)} ms, without the trigger ${cost.without.toFixed(2)} ms, ${(cost.with / cost.without).toFixed(2)} times`,
    );
  } finally {
    await gateway.close();
    await database.close();
    server.close();
  }
}

const [, , text] = process.argv;
if (text === undefined) await main();
else {
  const { requests, ...load } = JSON.parse(text) as Omit<Load, 'requests'> & { requests: number | null };
  process.stdout.write(JSON.stringify(await send({ ...load, requests: requests ?? Number.POSITIVE_INFINITY })));
}
