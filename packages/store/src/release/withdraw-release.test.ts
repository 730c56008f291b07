import { anonymous, unwrap } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { voidRecord } from '../access/index.ts';
import { correctIndicatorReport, verifyIndicatorReport } from '../reporting/index.ts';
import { Writer } from '../shared/writer.ts';
import { newPrincipal } from '../testing/access.fixture.ts';
import { engines } from '../testing/engines.ts';
import { cell, issuesOf, MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { publishRelease } from './release-writer.ts';
import { withdrawRelease } from './withdraw-release.ts';

const reason = 'One file was imported twice.';

let database: TestDatabase;
let make: MeasurementFixture;
let ecosystemId: string;
let indicatorId: string;
let versionId: string;
let reports: string[];
let releaseId: string;

const withdraw = async (writer = make.writer) =>
  writer.transition(withdrawRelease, { id: releaseId, expectedVersion: await make.versionOf(releaseId), reason });

/** What the release and the analyses of its indicator show to everyone. */
async function shown() {
  const { record, release, aggregation } = make.read(anonymous);
  const indicator = await record('indicator', uuidOf(indicatorId));
  const row = await record('release', uuidOf(releaseId));
  if (!indicator || !row) throw new Error('The indicator and the release are public.');
  const cells = await release.cells.ofRelease(row.id, { page: { first: 10 }, filter: {} });
  const rollUp = await aggregation.rollUps.ofIndicator(indicator, {
    over: ['ECOSYSTEMS', 'ORGANIZATIONS', 'PLACES'],
    by: [],
  });
  return {
    cells: cells.rows.length,
    total: (await aggregation.releaseTotals.ofRelease(row))?.value ?? null,
    rolledUp: rollUp.map(({ value }) => value),
    withdrawn: [row.withdrawnAt !== null, row.withdrawalReason],
    listed: (await release.releases.ofIndicator(indicator, { page: {}, span: {} })).rows.map(({ id }) => id),
  };
}

describe.each(engines)('withdrawing a release on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new MeasurementFixture(database);
  });
  beforeEach(async () => {
    ecosystemId = await make.ecosystem();
    ({ indicatorId, versionId } = await make.adopted(ecosystemId, { countingUnit: 'PEOPLE' }));
    reports = [];
    for (const value of ['40', '50', '60']) {
      const organizationId = await make.organization(ecosystemId);
      reports.push(await make.verified(versionId, { organizationId, cells: [cell(value)] }));
    }
    releaseId = await make.release(versionId);
  });
  afterAll(() => database.close());

  it('hides its figures everywhere, and shows the withdrawal with its reason', async () => {
    const listed = [uuidOf(releaseId)];
    expect(await shown()).toEqual({ cells: 4, total: '150', rolledUp: ['150'], withdrawn: [false, null], listed });
    unwrap(await withdraw());
    expect(await shown()).toEqual({ cells: 0, total: null, rolledUp: [], withdrawn: [true, reason], listed });
  });

  it('is done once', async () => {
    unwrap(await withdraw());
    expect(issuesOf(await withdraw())).toEqual(['ILLEGAL_TRANSITION id']);
  });

  it('returns all issues of a command at once', async () => {
    const outcome = await make.writer.transition(withdrawRelease, { id: 'release_x', expectedVersion: 1, reason: '' });
    expect(issuesOf(outcome)).toEqual(['INVALID id', 'REQUIRED reason']);
  });

  it('is in the audit, and keeps what was shown in the tables', async () => {
    unwrap(await withdraw());
    const { rows } = await sql`select "operation", "after" ->> 'withdrawal_reason' as "reason" from "audit_entry"
      where "record_id" = ${uuidOf(releaseId)}::uuid order by "id" desc limit 1`.execute(database.kysely());
    expect(rows).toEqual([{ operation: 'UPDATE', reason }]);
    const { rows: kept } = await sql`select count(*) as "count" from "released_cell_with_voided"
      where "release_id" = ${uuidOf(releaseId)}::uuid`.execute(database.kysely());
    expect(kept).toEqual([{ count: 4 }]);
  });

  it('is allowed to stewards of the ecosystem only', async () => {
    const principal = await newPrincipal(database);
    await principal.grant(ecosystemId, 'OBSERVER');
    await expect(withdraw(new Writer(database, await principal.viewer()))).rejects.toThrow('STEWARD');
  });

  it('is followed by a release that is decided as if the figures were still shown', async () => {
    unwrap(await withdraw());
    const [first = '', ...others] = reports;
    const correct = async (id: string, value: string) => {
      const change = { id, expectedVersion: await make.versionOf(id), reason: 'Typo', cells: [cell(value)] };
      unwrap(await make.writer.transition(correctIndicatorReport, change));
      await make.transition(verifyIndicatorReport, id);
    };
    await correct(first, '3');
    const publish = () => publishRelease(make.writer, { indicatorVersionId: versionId, period: '2024' });
    expect(issuesOf(await publish())).toEqual(['SMALL_GROUP period']);
    for (const id of others) await correct(id, '70');
    expect((await publish()).ok).toBe(true);
    expect((await shown()).cells).toBe(0);
  });

  it('is followed by a release that omits a report that was voided', async () => {
    unwrap(await withdraw());
    unwrap(await voidRecord(make.writer, { id: reports[0], reason }));
    releaseId = await make.release(versionId);
    expect(await shown()).toMatchObject({ cells: 3, total: '110', rolledUp: ['110'], withdrawn: [false, null] });
  });
});
