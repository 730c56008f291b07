import { anonymous } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { engines } from '../testing/engines.ts';
import { bySex, MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';

let database: TestDatabase;
let fixture: MeasurementFixture;
let ecosystemId: string;
let indicatorId: string;
let versionId: string;

const categories = {
  sex: ['F', 'M'],
  grade: ['5', '6', '7'],
} as const;

const sumOf = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);

/** The cells of counts by sex (rows) and grade (columns), with their sums. */
function table(...counts: readonly (readonly number[])[]): object[] {
  const cell = (value: number, sex?: string, grade?: string) => ({
    value: String(value),
    categories: Object.entries({ sex, grade }).flatMap(([dimension, category]) =>
      category === undefined ? [] : [{ dimension, category }],
    ),
  });
  return [
    cell(sumOf(counts.flat())),
    ...categories.sex.map((sex, i) => cell(sumOf(counts[i] ?? []), sex)),
    ...categories.grade.map((grade, j) => cell(sumOf(counts.map((row) => row[j] ?? 0)), undefined, grade)),
    ...categories.sex.flatMap((sex, i) => categories.grade.map((grade, j) => cell(counts[i]?.[j] ?? 0, sex, grade))),
  ];
}

async function verified(...counts: readonly (readonly number[])[]): Promise<string> {
  const organizationId = await fixture.organization(ecosystemId);
  await fixture.verified(versionId, { organizationId, cells: table(...counts) });
  return organizationId;
}

/** The roll-up by both dimensions, as category codes, and the value or the reason that there is none. */
async function crossing(over: readonly ('ORGANIZATIONS' | 'PLACES')[] = ['ORGANIZATIONS']) {
  const { record, aggregation } = fixture.read(anonymous);
  const indicator = await record('indicator', uuidOf(indicatorId));
  if (!indicator) throw new Error('The indicator is public.');
  return aggregation.rollUps.ofIndicator(indicator, { over, by: ['sex', 'grade'] });
}

const shown = (figures: Awaited<ReturnType<typeof crossing>>) =>
  figures.map((figure) => [...figure.categories.map(({ code }) => code), figure.value ?? figure.reason].join(' '));

describe.each(engines)('the release of a crossing on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await fixture.ecosystem();
    indicatorId = await fixture.indicator(ecosystemId);
    versionId = await fixture.version(indicatorId, {
      countingUnit: 'PEOPLE',
      crossings: [{ firstDimension: 'sex', secondDimension: 'grade' }],
    });
    await fixture.dimension(versionId);
    const grades = categories.grade.map((code, order) => ({ code, label: `Grade ${code}`, order }));
    await fixture.dimension(versionId, { ...bySex, code: 'grade', label: 'Grade', order: 1, categories: grades });
    await fixture.adopt(versionId);
  });

  afterAll(() => database.close());

  it('publishes the crossing of the aggregate, and the roll-up by both dimensions returns it', async () => {
    await verified([20, 30, 40], [50, 60, 70]);
    await verified([21, 31, 41], [51, 61, 71]);
    await verified([22, 32, 42], [52, 62, 72]);
    await fixture.release(versionId);
    const figures = await crossing();
    expect(shown(figures)).toEqual(['F 5 63', 'M 5 153', 'F 6 93', 'M 6 183', 'F 7 123', 'M 7 213']);
    expect(figures[0]?.coverage).toMatchObject({ figuresIncluded: 3, missing: 0 });
  });

  it('suppresses a small cell of the crossing with three others, and every crossed cell of an organization', async () => {
    await verified([4, 30, 40], [50, 60, 70]);
    await verified([0, 31, 41], [51, 61, 71]);
    await verified([0, 32, 42], [52, 62, 72]);
    const id = await fixture.release(versionId);
    expect(shown(await crossing())).toEqual([
      'F 5 SUPPRESSED',
      'M 5 SUPPRESSED',
      'F 6 SUPPRESSED',
      'M 6 SUPPRESSED',
      'F 7 123',
      'M 7 213',
    ]);
    expect(new Set((await crossing([])).map(({ value, reason }) => value ?? reason))).toEqual(new Set(['SUPPRESSED']));
    const { rows: crossed } = await fixture.read(anonymous).release.cells.ofRelease(uuidOf(id), {
      page: { first: 100 },
      filter: { by: ['sex', 'grade'] },
    });
    expect(crossed.filter(({ scope }) => scope === 'AGGREGATE').map(({ value }) => value)).toEqual([
      null,
      null,
      '123',
      null,
      null,
      '213',
    ]);
    const ofOrganizations = crossed.filter(({ scope }) => scope === 'ORGANIZATION');
    expect(ofOrganizations.map(({ suppressed, value, status }) => [suppressed, value, status])).toEqual(
      Array.from({ length: 18 }, () => [true, null, 'OBSERVED']),
    );
  });

  it('publishes a later release with the growth of the crossing', async () => {
    await verified([20, 30, 40], [50, 60, 70]);
    await verified([21, 31, 41], [51, 61, 71]);
    await verified([22, 32, 42], [52, 62, 72]);
    await fixture.release(versionId);
    await verified([12, 30, 40], [50, 60, 70]);
    await verified([13, 31, 41], [51, 61, 71]);
    await verified([14, 32, 42], [52, 62, 72]);
    await fixture.release(versionId);
    expect(shown(await crossing())).toEqual(['F 5 102', 'M 5 306', 'F 6 186', 'M 6 366', 'F 7 246', 'M 7 426']);
  });
});
