import { anonymous } from '@collective-impact/sdk';
import { CompiledQuery, type Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { networkMembershipDefinition } from '../ecosystem/index.ts';
import {
  adoptionDefinition,
  baselineDefinition,
  networkAdoptionDefinition,
  targetDefinition,
} from '../indicator/index.ts';
import type { Readers } from '../readers.ts';
import type { PlanMode } from '../shared/database/plan-mode.ts';
import type { Statement } from '../shared/database/statement-log.ts';
import { MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { explained } from '../testing/rows-read.ts';
import { statementsOf } from '../testing/statements-of.ts';
import type { RollUpArguments } from './roll-up/roll-up-arguments.ts';

let database: TestDatabase;
let make: MeasurementFixture;
let indicatorId: string;
let targetId: string;

const isPublic = { visibility: 'PUBLIC', startsOn: '2020-01-01' };
const over = ['ECOSYSTEMS', 'ORGANIZATIONS', 'PLACES'] as const;

/** The tables that grow with the releases of all ecosystems. */
const tables = ['release', 'released_cell', 'released_row', 'released_sum'];

/** A network of towns. Two organizations of each report for two years. */
async function network(): Promise<void> {
  const networkId = await make.ecosystem({ kind: 'NETWORK', name: 'State' });
  const whole = await make.adopted(networkId);
  indicatorId = whole.indicatorId;
  for (const name of ['A', 'B', 'C']) {
    const memberId = await make.ecosystem({ name: `Town ${name}` });
    for (const ecosystemId of [networkId, memberId])
      await make.create(networkMembershipDefinition, { ecosystemId, networkId, memberId, startedOn: '2020-01-01' });
    const { versionId } = await make.adopted(memberId);
    const half = { ...isPublic, networkVersionId: whole.versionId, adopterId: memberId };
    await make.create(networkAdoptionDefinition, { ...half, ecosystemId: memberId, localVersionId: versionId });
    await make.create(networkAdoptionDefinition, { ...half, ecosystemId: networkId });
    for (const each of ['Museum', 'School']) {
      const organizationId = await make.organization(memberId, { name: each });
      await make.create(adoptionDefinition, { ...isPublic, indicatorVersionId: versionId, organizationId });
      for (const period of ['2023', '2024']) await make.verified(versionId, { organizationId, period });
    }
    for (const period of ['2023', '2024'])
      await make.release(versionId, { period, releasedOn: `${Number(period) + 1}-03-01` });
  }
  const reference = { indicatorVersionId: whole.versionId, visibility: 'PUBLIC' };
  await make.create(baselineDefinition, { ...reference, period: '2020', value: '100' });
  targetId = await make.create(targetDefinition, { ...reference, period: '2030', value: '20000' });
}

/** Copies every release a thousand times, as releases of versions of other ecosystems. */
async function releasesOfOthers(kysely: Kysely<unknown>): Promise<void> {
  await kysely.transaction().execute(async (transaction) => {
    const run = (statement: string) => transaction.executeQuery(CompiledQuery.raw(statement));
    await run('set local session_replication_role = replica');
    for (const table of tables) {
      const changed = table === 'release' ? ['id', 'indicator_version_id'] : ['release_id'];
      const others = changed.map((column) => `'${column}', md5("t"."${column}"::text || "n")::uuid`);
      await run(`insert into "${table}" select ("o").* from (
          select jsonb_populate_record("t", jsonb_build_object(${others.join()})) as "o", "n" from "${table}" as "t", generate_series(1, 1000) as "n"
        ) as "copies" order by "n"`);
    }
  });
  await kysely.executeQuery(CompiledQuery.raw('analyze'));
}

/** The roll-up of the network, with everything that its coverage and its comparison over time need. */
async function rollUp(readers: Readers, question: Partial<RollUpArguments>): Promise<number> {
  const { rollUps, reporters, places, otherPeriods, missing, corrections, matched } = readers.aggregation;
  const figures = await rollUps.ofIndicator(await indicatorOf(readers), { over, ...question });
  await Promise.all(
    figures.map(async ({ coverage, matching }) => {
      await reporters.count(coverage);
      await places.of(coverage);
      await otherPeriods.count(coverage);
      await missing.organizations(coverage, {});
      await corrections.caveats(coverage);
      await matched.change(matching);
    }),
  );
  return figures.length;
}

async function indicatorOf(readers: Readers) {
  const indicator = await readers.record('indicator', uuidOf(indicatorId));
  if (!indicator) throw new Error('The indicator is public.');
  return indicator;
}

/** The statements that read a whole table, each with the table. */
async function scansOf(work: (readers: Readers) => Promise<unknown>): Promise<string[]> {
  const { statements } = await statementsOf(database, () => work(make.read(anonymous)));
  const scans = statements.flatMap((statement) => modes.map((mode) => scansOfPlan(statement, mode)));
  return (await Promise.all(scans)).flat();
}

/** How the server may plan them: most are planned once. */
const modes: readonly PlanMode[] = ['force_custom_plan', 'force_generic_plan'];

async function scansOfPlan(statement: Statement, mode: PlanMode): Promise<string[]> {
  const plan = await explained<{ 'QUERY PLAN': string }>(database, { statement, mode, options: 'costs off' });
  const lines = plan.map((row) => row['QUERY PLAN'].match(/Seq Scan on (\w+)/)?.[1]);
  return lines.flatMap((table) =>
    table && tables.includes(table) ? [`${mode}, ${table}: ${statement.sql.slice(0, 200)}`] : [],
  );
}

describe('among the releases of many ecosystems, no statement reads a whole table for', () => {
  beforeAll(async () => {
    database = await openTestDatabase('postgresql');
    make = new MeasurementFixture(database);
    await network();
    await releasesOfOthers(database.kysely());
  });

  afterAll(() => database.close());

  it('a roll-up of every period by category', async () => {
    expect(await rollUp(make.read(anonymous), { by: null })).toBe(6);
    expect(await scansOf((readers) => rollUp(readers, { by: null }))).toEqual([]);
  });

  it('a roll-up over periods', async () => {
    const question = { by: [], periods: ['2023-01-01/2024-12-31'] };
    expect(await rollUp(make.read(anonymous), question)).toBe(1);
    expect(await scansOf((readers) => rollUp(readers, question))).toEqual([]);
  });

  it('a roll-up that keeps the organizations apart', async () => {
    const question = { by: [], over: ['PLACES'] } as const;
    expect(await rollUp(make.read(anonymous), question)).toBe(12);
    expect(await scansOf((readers) => rollUp(readers, question))).toEqual([]);
  });

  it('a series', async () => {
    const series = async (readers: Readers) => {
      const points = await readers.aggregation.series.ofIndicator(await indicatorOf(readers), { span: {} });
      await Promise.all(points.map(({ coverage }) => readers.aggregation.reporters.count(coverage)));
      return points.length;
    };
    expect(await series(make.read(anonymous))).toBe(6);
    expect(await scansOf(series)).toEqual([]);
  });

  it('disparities', async () => {
    const arguments_ = { dimension: 'sex', reference: 'TOTAL', referenceCategory: null, over: [...over] } as const;
    const disparities = async (readers: Readers) =>
      (await readers.aggregation.disparities.ofIndicator(await indicatorOf(readers), arguments_)).length;
    expect(await disparities(make.read(anonymous))).toBe(2);
    expect(await scansOf(disparities)).toEqual([]);
  });

  it('progress to a target', async () => {
    const progress = async (readers: Readers) => {
      const target = await readers.record('target', uuidOf(targetId));
      if (!target) throw new Error('The target is public.');
      return readers.aggregation.targets.standing(target, { on: '2026-06-30', asOf: '2026-06-30' });
    };
    expect(await progress(make.read(anonymous))).toMatchObject({ latest: { value: '180' } });
    expect(await scansOf(progress)).toEqual([]);
  });
});
