import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareAnswers } from './compare.ts';
import { type Contestant, connections, contestants } from './contestants.ts';
import { type Data, openData } from './data/open-data.ts';
import { type Sql, withSql } from './data/sql.ts';
import { Connection } from './measure/connection.ts';
import { measure, medians, type Round } from './measure/measure.ts';
import { isKnown } from './measure/processor-time.ts';
import { countStatements } from './measure/statements.ts';
import { type Options, parseOptions, usage } from './options.ts';
import { type Question, questions } from './questions.ts';
import { type Result, ratiosOf, tableOf } from './table.ts';
import { worldOf } from './world.ts';

const print = (line: string) => process.stdout.write(`${line}\n`);

/** Runs the benchmark with the arguments of the command. */
export async function bench(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) return void print(usage);
  const options = parseOptions(args);
  const folder = options.keep
    ? join(tmpdir(), `collective-impact-peers-${options.ecosystems}`)
    : mkdtempSync(join(tmpdir(), 'collective-impact-peers-'));
  try {
    const data = await openData({ folder, ecosystems: options.ecosystems, log: print });
    try {
      await withSql(data.url, (sql) => run({ data, sql, options }));
    } finally {
      await data.postgresql.stop();
    }
  } finally {
    if (!options.keep) rmSync(folder, { recursive: true, force: true });
  }
}

interface Bench {
  data: Data;
  sql: Sql;
  options: Options;
}

async function run({ data, sql, options }: Bench): Promise<void> {
  const world = await worldOf(sql, options.ecosystems);
  const started: Contestant[] = [];
  try {
    for (const [name, start] of Object.entries(contestants)) {
      if (options.servers.includes(name)) started.push({ name, ...(await start({ data, world })) });
    }
    const chosen = questions.filter(({ name }) => options.queries.includes(name));
    for (const question of chosen) await compareAnswers(question, started);
    print(`${chosen.length} queries have the same answers from ${started.length} servers`);
    if (!isKnown) print('The processor time of the database is not known, because this system has no /proc.');
    const results: Result[] = [];
    for (const question of chosen) {
      print(`measuring ${question.name}`);
      results.push(...(await resultsOf(question, { started, data, sql, options })));
    }
    print(`\n${machine()}`);
    print(
      `${options.ecosystems} ecosystems, ${connections} connections, medians of ${options.rounds} rounds of ${options.seconds} s`,
    );
    print(`${tableOf(results)}\n\n${ratiosOf(results)}`);
  } finally {
    for (const { server } of started) await server.stop();
  }
}

/** What figures depend on besides the servers. */
function machine(): string {
  const others = loadavg()[1]?.toFixed(1);
  return `Node.js ${process.version}, PostgreSQL 15, ${availableParallelism()} processors, load average ${others}`;
}

/** Asks the servers in turn, so that what else runs on the machine slows down all of them. */
async function resultsOf(question: Question, bench: Bench & { started: readonly Contestant[] }): Promise<Result[]> {
  const { started, data, sql, options } = bench;
  const postmaster = isKnown ? data.postgresql.pid : null;
  const { seconds } = options;
  const statements = new Map<string, number>();
  for (const contestant of started) {
    await measure(contestant, { question, seconds: Math.max(1, seconds / 2), postmaster });
    statements.set(contestant.name, await statementsOf(contestant, { question, data, sql }));
  }
  const rounds = new Map<string, Round[]>(started.map(({ name }) => [name, []]));
  for (let round = 0; round < options.rounds; round++) {
    for (const contestant of started) {
      rounds.get(contestant.name)?.push(await measure(contestant, { question, seconds, postmaster }));
    }
  }
  return started.map(({ name }) => ({
    question: question.name,
    contestant: name,
    statements: statements.get(name) ?? 0,
    ...medians(rounds.get(name) ?? []),
  }));
}

async function statementsOf(
  contestant: Contestant,
  { question, data, sql }: Pick<Bench, 'data' | 'sql'> & { question: Question },
): Promise<number> {
  const [request] = await contestant.requests(question);
  if (!request) return 0;
  const connection = await Connection.open(contestant.server.address);
  try {
    return await countStatements(
      { postgresql: data.postgresql, sql },
      async () => void (await connection.ask(request)),
    );
  } finally {
    connection.close();
  }
}
