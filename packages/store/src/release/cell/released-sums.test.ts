import { anonymous, localProgram } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RollUpArguments } from '../../aggregation/index.ts';
import { organizationDefinition } from '../../ecosystem/index.ts';
import { engines } from '../../testing/engines.ts';
import { cell, MeasurementFixture, uuidOf } from '../../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { statementsOf } from '../../testing/statements-of.ts';

let database: TestDatabase;
let fixture: MeasurementFixture;
let ecosystemId: string;

const rollUpArguments: RollUpArguments[] = [
  { over: ['ORGANIZATIONS'], by: null },
  { over: ['ORGANIZATIONS'], by: [] },
  { over: ['ORGANIZATIONS'], periods: ['2024'], by: ['sex'] },
  { over: ['ORGANIZATIONS', 'PLACES'], by: null },
  { over: ['PLACES'], by: [] },
  { over: [], by: [] },
];

/** Roll-ups for an anonymous viewer and for a local program, and whether each was read from stored sums or from cells. */
async function rollUpsOf(indicatorId: string) {
  const results = [];
  for (const viewer of [anonymous, localProgram]) {
    for (const arguments_ of rollUpArguments) {
      const { record, aggregation } = fixture.read(viewer);
      const indicator = await record('indicator', uuidOf(indicatorId));
      if (!indicator) throw new Error('The indicator was not found.');
      const { result, statements } = await statementsOf(database, () =>
        aggregation.rollUps.ofIndicator(indicator, arguments_),
      );
      results.push({
        // `matching` and `matchable` say where the figures of a change are read from, which is what differs here.
        figures: result.map(({ matching, matchable, ...figure }) => ({
          ...figure,
          hasMatching: matching !== null,
          isMatchable: matchable !== null,
        })),
        readFrom: statements.at(-1)?.sql.includes('from "released_sum" as "s" where "s"."release_id" = any')
          ? 'sums'
          : 'cells',
      });
    }
  }
  return results;
}

/** Expects the same roll-ups with and without stored sums. Returns what each roll-up with stored sums was read from. */
async function compareWithCells(indicatorId: string): Promise<string[]> {
  const withSums = await rollUpsOf(indicatorId);
  await fixture.forgetSums(ecosystemId);
  const withoutSums = await rollUpsOf(indicatorId);
  expect(withSums.map(({ figures }) => figures)).toEqual(withoutSums.map(({ figures }) => figures));
  expect(withSums.filter(({ figures }) => figures.length === 0)).toEqual([]);
  expect(new Set(withoutSums.map(({ readFrom }) => readFrom))).toEqual(new Set(['cells']));
  return withSums.map(({ readFrom }) => readFrom);
}

const place = (code: string) => ({ scheme: 'place', code, label: code });

describe.each(engines)('the stored sums of releases on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await fixture.ecosystem();
  });

  afterAll(() => database.close());

  it.each([
    { kind: 'COUNT', countingUnit: 'PEOPLE' },
    {
      kind: 'COUNT',
      countingUnit: 'PEOPLE_UNDUPLICATED',
      aggregationAcrossOrganizations: 'NONE',
      aggregationOverTime: 'NONE',
    },
    {
      kind: 'RATIO',
      aggregationAcrossOrganizations: 'RATIO',
      aggregationOverTime: 'RATIO',
      denominatorOverTime: 'SUM',
      multiplier: '100',
    },
    {
      kind: 'MEAN',
      countingUnit: 'OTHER',
      aggregationAcrossOrganizations: 'WEIGHTED_MEAN',
      aggregationOverTime: 'WEIGHTED_MEAN',
    },
  ])('returns the same roll-ups from stored sums as from cells for %o', async (rules) => {
    const { indicatorId, versionId } = await fixture.adopted(ecosystemId, rules);
    const figure = (seed: number, ...categories: string[]) => {
      const { categories: placed } = cell(null, ...categories) as { categories: object[] };
      const people = (seed > 20 ? 1 : 40) + ((seed * 37) % 30);
      if (seed % 7 === 0) return { categories: placed, status: 'MISSING', base: 9 };
      const status = seed % 5 === 0 ? 'ESTIMATED' : 'OBSERVED';
      if (rules.kind === 'COUNT') return { categories: placed, status, value: String(people) };
      if (rules.kind === 'MEAN') return { categories: placed, status, value: `${people}.25`, base: people * 2 };
      return { categories: placed, status, numerator: String(people), denominator: String(people * 3) };
    };
    for (let at = 1; at <= 6; at++) {
      const organizationId = await fixture.organization(ecosystemId, { name: `Made-up ${at}` });
      await fixture.verified(versionId, { organizationId, cells: [figure(at), figure(at + 20, 'F')] });
    }
    await fixture.release(versionId);
    expect(await compareWithCells(indicatorId)).toEqual(
      [anonymous, localProgram].flatMap(() => ['sums', 'sums', 'sums', 'sums', 'cells', 'cells']),
    );
  });

  it('reads cells instead of stored sums if places are aggregated or the viewer cannot see an organization', async () => {
    const { indicatorId, versionId } = await fixture.adopted(ecosystemId);
    const [open, closed, later] = await Promise.all([
      fixture.organization(ecosystemId, { name: 'Open' }),
      fixture.organization(ecosystemId, { name: 'Closed', visibility: 'RESTRICTED' }),
      fixture.organization(ecosystemId, { name: 'Closed later' }),
    ]);
    for (const [at, organizationId] of [open, closed, later].entries()) {
      await fixture.verified(versionId, { organizationId, cells: [cell(`${at + 1}`), cell(`${at}`, 'F')] });
      await fixture.verified(versionId, {
        organizationId,
        period: '2023',
        place: place('north'),
        cells: [cell(`${at}`)],
      });
    }
    await fixture.verified(versionId, { organizationId: open, period: '2023', cells: [cell('7')] });
    await fixture.release(versionId);
    await fixture.release(versionId, { period: '2023' });
    const { writer } = fixture;
    const values = { id: later, expectedVersion: await fixture.versionOf(later), visibility: 'RESTRICTED' };
    expect(await writer.update(organizationDefinition, values)).toMatchObject({ ok: true });
    const readFrom = await compareWithCells(indicatorId);
    expect(readFrom.slice(0, rollUpArguments.length)).toEqual(rollUpArguments.map(() => 'cells'));
    expect(readFrom.slice(rollUpArguments.length, rollUpArguments.length + 3)).toEqual(['sums', 'sums', 'sums']);
  });
});
