import { spawn } from 'node:child_process';
import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGateway } from '@collective-impact/gateway';
import { decodeTypeId, encodeTypeId, localProgram, unwrap } from '@collective-impact/sdk';
import { ecosystemDefinition, organizationDefinition, Writer } from '@collective-impact/store';
import { agreeToShare, newPrincipal, openNewestPostgresql, type TestDatabase } from '@collective-impact/store/testing';
import { databaseTimes, parentOf, timeBetween } from './peers/measure/processor-time.ts';

/*
 * Prints, on PostgreSQL: how much longer the slowest of a hundred requests of a caller takes while others send credentials that
 * are not valid (flood); the processor time of a flat query with an API key, compared with that without one (key); and the cost of
 * the trigger that writes the audit and the change feed (trigger). The callers run in separate processes.
 *   node --import ./test/support/workspace-sources.ts test/bench/overload.bench.ts [flood] [key] [trigger]
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

/** Milliseconds of processor time, of this process and of the database server. Other programs on the machine do not change them. */
interface ProcessorTime {
  gateway: number;
  server: number;
}

/** The processor time that an action takes. */
async function processorTime(database: TestDatabase, action: () => Promise<unknown>): Promise<ProcessorTime> {
  const [connection] = await database.orm.em.fork().execute<{ pid: number }[]>(`select pg_backend_pid() as "pid"`);
  const postmaster = parentOf(connection?.pid ?? process.pid);
  const before = { gateway: process.cpuUsage(), server: databaseTimes(postmaster) };
  await action();
  const { user, system } = process.cpuUsage(before.gateway);
  return { gateway: (user + system) / 1000, server: timeBetween(before.server, databaseTimes(postmaster)) };
}

const sumOf = ({ gateway, server }: ProcessorTime) => gateway + server;
const medianOf = (times: readonly ProcessorTime[]): ProcessorTime =>
  [...times].sort((a, b) => sumOf(a) - sumOf(b))[times.length >> 1] ?? { gateway: Number.NaN, server: Number.NaN };
const shown = (time: ProcessorTime) =>
  `${sumOf(time).toFixed(2)} ms (gateway ${time.gateway.toFixed(2)}, database ${time.server.toFixed(2)})`;

/** The processor time of a request without a key, and with each of some keys: the medians of the rounds. */
async function costOfKeys(
  database: TestDatabase,
  { address, keys }: { address: string; keys: Record<string, string> },
): Promise<Map<string, ProcessorTime>> {
  const callers = new Map<string, string | undefined>([['anonymous', undefined]]);
  for (const [name, key] of Object.entries(keys)) callers.set(name, `Bearer ${key}`);
  const times = new Map([...callers.keys()].map((name): [string, ProcessorTime[]] => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, authorization] of callers) {
      const load = { address, authorization, senders: 4, requests: 2 * asked };
      const { gateway, server } = await processorTime(database, () => measured(load));
      times.get(name)?.push({ gateway: gateway / load.requests, server: server / load.requests });
    }
  }
  return new Map([...times].map(([name, found]) => [name, medianOf(found)]));
}

/** The processor time to create an organization with the trigger, and without it: the medians of the rounds. */
async function costOfTrigger(database: TestDatabase, ecosystemId: string) {
  const writer = new Writer(database, localProgram);
  const turn = (state: 'enable' | 'disable') =>
    database.orm.em.fork().execute(`do $$ declare "name" text; begin
      select "t"."tgname" into strict "name" from pg_trigger as "t" join pg_proc as "p" on "p"."oid" = "t"."tgfoid"
        where "t"."tgrelid" = 'public.organization'::regclass and "p"."proname" = 'record_changed' limit 1;
      execute format('alter table "public"."organization" ${state} trigger %I', "name");
    end $$`);
  let number = 0;
  const create = async () => {
    for (let count = 0; count < 200; count += 1) {
      number += 1;
      unwrap(await writer.create(organizationDefinition, { ecosystemId, name: `Made-up organization ${number}` }));
    }
  };
  const measure = async (): Promise<ProcessorTime> => {
    const { gateway, server } = await processorTime(database, create);
    return { gateway: gateway / 200, server: server / 200 };
  };
  const times: { with: ProcessorTime[]; without: ProcessorTime[] } = { with: [], without: [] };
  await create();
  for (let round = 0; round < rounds; round += 1) {
    times.with.push(await measure());
    await turn('disable');
    times.without.push(await measure());
    await turn('enable');
  }
  return { with: medianOf(times.with), without: medianOf(times.without) };
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

const parts = ['flood', 'key', 'trigger'] as const;

async function main(chosen: readonly (typeof parts)[number][]): Promise<void> {
  const database = await openNewestPostgresql();
  const { server, openId, forged } = await identityProvider();
  const gateway = createGateway({ database, openId, log: () => undefined });
  try {
    const writer = new Writer(database, localProgram);
    const ids: string[] = [];
    for (let number = 0; number < 20; number += 1) {
      const values = {
        slug: `town-${number}`,
        name: `Made-up town ${number}`,
        visibility: 'PUBLIC',
        ...(number === 1 && { kind: 'NETWORK' }),
      } as const;
      ids.push(encodeTypeId('ecosystem', unwrap(await writer.create(ecosystemDefinition, values))));
    }
    const [town = '', network = '', member = ''] = ids;
    const plain = await newPrincipal(database);
    const granted = await newPrincipal(database);
    await granted.grant(town, 'STEWARD');
    const sharing = await newPrincipal(database);
    await sharing.grant(network, 'STEWARD');
    await agreeToShare(database, { ecosystemId: member, networkId: network });
    const revoked = await newPrincipal(database);
    await database.orm.em
      .fork()
      .execute(`update "api_key" set "revoked_at" = now(), "revoked_by" = 'bench' where "principal_id" = ?`, [
        decodeTypeId('principal', revoked.id),
      ]);
    const address = await gateway.listen({ port: 0, host: '127.0.0.1' });
    await measured({ address, senders: 8, requests: 3 * asked });
    const floods = { malformed: 'ci_live_made-up', revoked: revoked.key, 'bad signature': forged };
    if (chosen.includes('key')) {
      const keys = { 'a key': plain.key, 'a key with a grant': granted.key, 'a key with an agreement': sharing.key };
      const costs = await costOfKeys(database, { address, keys: { ...keys, ...floods } });
      const anonymous = costs.get('anonymous');
      for (const [name, cost] of costs) {
        const ratio = anonymous ? sumOf(anonymous) / sumOf(cost) : Number.NaN;
        printLine(`flat query, ${name}: ${shown(cost)}, ${ratio.toFixed(2)} times the rate of anonymous`);
      }
    }
    if (chosen.includes('trigger')) {
      const cost = await costOfTrigger(database, town);
      printLine(`creation of a record: ${shown(cost.with)}`);
      printLine(`creation of a record without the trigger: ${shown(cost.without)}`);
    }
    for (const [name, credentials] of chosen.includes('flood') ? Object.entries(floods) : []) {
      const ratio = await underFlood(address, `Bearer ${credentials}`);
      printLine(`99th percentile of others, ${name}: ${ratio.toFixed(2)} times that without a flood`);
    }
  } finally {
    await gateway.close();
    await database.close();
    server.close();
  }
}

const [, , text, ...more] = process.argv;
if (text?.startsWith('{')) {
  const { requests, ...load } = JSON.parse(text) as Omit<Load, 'requests'> & { requests: number | null };
  process.stdout.write(JSON.stringify(await send({ ...load, requests: requests ?? Number.POSITIVE_INFINITY })));
} else await main(text === undefined ? parts : parts.filter((part) => [text, ...more].includes(part)));
