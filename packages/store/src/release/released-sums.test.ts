import { anonymous, operator } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RollUpArguments } from '../aggregation/index.ts';
import { organizationDefinition } from '../ecosystem/index.ts';
import { engines } from '../testing/engines.ts';
import { cell, MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { statementsOf } from '../testing/statements-of.ts';

let database: TestDatabase;
let make: MeasurementFixture;
let ecosystemId: string;

const questions: RollUpArguments[] = [
  { over: ['ORGANIZATIONS'], by: null },
  { over: ['ORGANIZATIONS'], by: [] },
  { over: ['ORGANIZATIONS'], periods: ['2024'], by: ['sex'] },
  { over: ['ORGANIZATIONS', 'PLACES'], by: null },
  { over: ['PLACES'], by: [] },
  { over: [], by: [] },
];

/** What everyone and stewards are answered, with how many statements. */
async function answers(indicatorId: string) {
  const told = [];
  for (const viewer of [anonymous, operator]) {
    for (const question of questions) {
      const { record, aggregation } = make.read(viewer);
      const indicator = await record('indicator', uuidOf(indicatorId));
      if (!indicator) throw new Error('the indicator is public');
      const { result, statements } = await statementsOf(database, () =>
        aggregation.rollUps.ofIndicator(indicator, question),
      );
      told.push({
        figures: result,
        read: statements.at(-1)?.sql.includes('from "released_sum" as "s" where "s"."release_id" = any')
          ? 'sums'
          : 'cells',
      });
    }
  }
  return told;
}

/** They are the same where cells are read one by one; answers what each was read from. */
async function sameAsCellByCell(indicatorId: string): Promise<string[]> {
  const summed = await answers(indicatorId);
  await make.forgetSums(ecosystemId);
  const oneByOne = await answers(indicatorId);
  expect(summed.map(({ figures }) => figures)).toEqual(oneByOne.map(({ figures }) => figures));
  expect(summed.every(({ figures }) => figures.length > 0)).toBe(true);
  expect(new Set(oneByOne.map(({ read }) => read))).toEqual(new Set(['cells']));
  return summed.map(({ read }) => read);
}

const place = (code: string) => ({ scheme: 'place', code, label: code });

describe.each(engines)('the stored sums of releases on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await make.ecosystem();
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
  ])('return the same figures as the cells: %o', async (rules) => {
    const { indicatorId, versionId } = await make.adopted(ecosystemId, rules);
    const figure = (seed: number, ...categories: string[]) => {
      const { categories: placed } = cell(null, ...categories) as { categories: object[] };
      const many = (seed > 20 ? 1 : 40) + ((seed * 37) % 30);
      if (seed % 7 === 0) return { categories: placed, status: 'MISSING', base: 9 };
      const status = seed % 5 === 0 ? 'ESTIMATED' : 'OBSERVED';
      if (rules.kind === 'COUNT') return { categories: placed, status, value: String(many) };
      if (rules.kind === 'MEAN') return { categories: placed, status, value: `${many}.25`, base: many * 2 };
      return { categories: placed, status, numerator: String(many), denominator: String(many * 3) };
    };
    for (let at = 1; at <= 6; at++) {
      const organizationId = await make.organization(ecosystemId, { name: `Made-up ${at}` });
      await make.verified(versionId, { organizationId, cells: [figure(at), figure(at + 20, 'F')] });
    }
    await make.release(versionId);
    expect(await sameAsCellByCell(indicatorId)).toEqual(
      [anonymous, operator].flatMap(() => ['sums', 'sums', 'sums', 'sums', 'cells', 'cells']),
    );
  });

  it('are not read if places are aggregated or the viewer cannot see an organization', async () => {
    const { indicatorId, versionId } = await make.adopted(ecosystemId);
    const [open, closed, later] = await Promise.all([
      make.organization(ecosystemId, { name: 'Open' }),
      make.organization(ecosystemId, { name: 'Closed', visibility: 'RESTRICTED' }),
      make.organization(ecosystemId, { name: 'Closed later' }),
    ]);
    for (const [at, organizationId] of [open, closed, later].entries()) {
      await make.verified(versionId, { organizationId, cells: [cell(`${at + 1}`), cell(`${at}`, 'F')] });
      await make.verified(versionId, { organizationId, period: '2023', place: place('north'), cells: [cell(`${at}`)] });
    }
    await make.verified(versionId, { organizationId: open, period: '2023', cells: [cell('7')] });
    await make.release(versionId);
    await make.release(versionId, { period: '2023' });
    const { writer } = make;
    const values = { id: later, expectedVersion: await make.versionOf(later), visibility: 'RESTRICTED' };
    expect(await writer.update(organizationDefinition, values)).toMatchObject({ ok: true });
    const read = await sameAsCellByCell(indicatorId);
    expect(read.slice(0, questions.length)).toEqual(questions.map(() => 'cells'));
    expect(read.slice(questions.length, questions.length + 3)).toEqual(['sums', 'sums', 'sums']);
  });
});
