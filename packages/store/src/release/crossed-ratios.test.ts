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

const categories = { sex: ['F', 'M'], grade: ['5', '6', '7'] } as const;

type Numbers = readonly [numerator: number, denominator: number];

const sumOf = (numbers: readonly Numbers[]): Numbers => [
  numbers.reduce((all, [numerator]) => all + numerator, 0),
  numbers.reduce((all, [, denominator]) => all + denominator, 0),
];

/** The cells of ratios by sex (rows) and grade (columns), with their sums. */
function table(...ratios: readonly (readonly Numbers[])[]): object[] {
  const cell = ([numerator, denominator]: Numbers, sex?: string, grade?: string) => ({
    numerator: String(numerator),
    denominator: String(denominator),
    categories: Object.entries({ sex, grade }).flatMap(([dimension, category]) =>
      category === undefined ? [] : [{ dimension, category }],
    ),
  });
  const at = (i: number, j: number): Numbers => ratios[i]?.[j] ?? [0, 0];
  return [
    cell(sumOf(ratios.flat())),
    ...categories.sex.map((sex, i) => cell(sumOf(ratios[i] ?? []), sex)),
    ...categories.grade.map((grade, j) => cell(sumOf([at(0, j), at(1, j)]), undefined, grade)),
    ...categories.sex.flatMap((sex, i) => categories.grade.map((grade, j) => cell(at(i, j), sex, grade))),
  ];
}

async function verified(...ratios: readonly (readonly Numbers[])[]): Promise<void> {
  const organizationId = await fixture.organization(ecosystemId);
  await fixture.verified(versionId, { organizationId, cells: table(...ratios) });
}

/** The roll-up over organizations by both dimensions: category codes, and the value or the reason that there is none. */
async function crossing(): Promise<string[]> {
  const { record, aggregation } = fixture.read(anonymous);
  const indicator = await record('indicator', uuidOf(indicatorId));
  if (!indicator) throw new Error('The indicator is public.');
  const figures = await aggregation.rollUps.ofIndicator(indicator, { over: ['ORGANIZATIONS'], by: ['sex', 'grade'] });
  return figures.map((figure) =>
    [...figure.categories.map(({ code }) => code), figure.value ?? figure.reason].join(' '),
  );
}

/** The crossed cells of a release: value, numerator and denominator, or `*`. */
async function cellsOf(releaseId: string, scope: 'AGGREGATE' | 'ORGANIZATION'): Promise<string[]> {
  const { rows } = await fixture.read(anonymous).release.cells.ofRelease(uuidOf(releaseId), {
    page: { first: 100 },
    filter: { by: ['sex', 'grade'] },
  });
  const ofScope = rows.filter((row) => row.scope === scope);
  return ofScope.map(({ suppressed, value, numerator, denominator }) => {
    const numbers = [value, numerator, denominator].map((each) => each ?? '-').join(' ');
    return suppressed ? `* ${numbers}` : numbers;
  });
}

describe.each(engines)('the release of crossed ratios on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await fixture.ecosystem();
    indicatorId = await fixture.indicator(ecosystemId);
    versionId = await fixture.version(indicatorId, {
      kind: 'RATIO',
      countingUnit: 'PEOPLE',
      multiplier: '100',
      denominatorOverCategories: 'SPLIT',
      denominatorOverTime: 'SUM',
      aggregationAcrossOrganizations: 'RATIO',
      aggregationOverTime: 'RATIO',
      crossings: [{ firstDimension: 'sex', secondDimension: 'grade' }],
    });
    await fixture.dimension(versionId);
    const grades = categories.grade.map((code, order) => ({ code, label: `Grade ${code}`, order }));
    await fixture.dimension(versionId, { ...bySex, code: 'grade', label: 'Grade', order: 1, categories: grades });
    await fixture.adopt(versionId);
  });

  afterAll(() => database.close());

  it('publishes numerator, denominator and value of the aggregate, and the roll-up returns the value', async () => {
    await verified(
      [
        [20, 50],
        [30, 60],
        [40, 80],
      ],
      [
        [25, 100],
        [15, 60],
        [35, 70],
      ],
    );
    await verified(
      [
        [20, 50],
        [30, 60],
        [40, 80],
      ],
      [
        [25, 100],
        [15, 60],
        [35, 70],
      ],
    );
    await verified(
      [
        [20, 60],
        [30, 80],
        [40, 90],
      ],
      [
        [25, 50],
        [30, 120],
        [28, 60],
      ],
    );
    const id = await fixture.release(versionId);
    // 100 × (20 + 20 + 20) ÷ (50 + 50 + 60) = 37.5
    expect(await cellsOf(id, 'AGGREGATE')).toEqual([
      '37.5 60 160',
      '45 90 200',
      '48 120 250',
      '30 75 250',
      '25 60 240',
      '49 98 200',
    ]);
    expect(await cellsOf(id, 'ORGANIZATION')).toEqual(Array.from({ length: 18 }, () => '* - - -'));
    expect(await crossing()).toEqual(['F 5 37.5', 'M 5 30', 'F 6 45', 'M 6 25', 'F 7 48', 'M 7 49']);
  });

  it('suppresses numerator, denominator and value of a small cell and of three others', async () => {
    // Nobody but 4 of 50 girls of grade 5 is counted in that cell.
    await verified(
      [
        [4, 50],
        [30, 60],
        [40, 80],
      ],
      [
        [25, 100],
        [15, 60],
        [35, 70],
      ],
    );
    await verified(
      [
        [0, 50],
        [30, 60],
        [40, 80],
      ],
      [
        [25, 100],
        [15, 60],
        [35, 70],
      ],
    );
    await verified(
      [
        [0, 60],
        [30, 80],
        [40, 90],
      ],
      [
        [25, 50],
        [30, 120],
        [28, 60],
      ],
    );
    const id = await fixture.release(versionId);
    expect(await cellsOf(id, 'AGGREGATE')).toEqual([
      '* - - -',
      '* - - -',
      '48 120 250',
      '* - - -',
      '* - - -',
      '49 98 200',
    ]);
    expect(await crossing()).toEqual([
      'F 5 SUPPRESSED',
      'M 5 SUPPRESSED',
      'F 6 SUPPRESSED',
      'M 6 SUPPRESSED',
      'F 7 48',
      'M 7 49',
    ]);
  });

  it('suppresses a cell in which all but a few people are counted', async () => {
    // 157 of 160 girls of grade 5 are counted: the other 3 could be identified.
    await verified(
      [
        [49, 50],
        [30, 60],
        [40, 80],
      ],
      [
        [25, 100],
        [15, 60],
        [35, 70],
      ],
    );
    await verified(
      [
        [49, 50],
        [30, 60],
        [40, 80],
      ],
      [
        [25, 100],
        [15, 60],
        [35, 70],
      ],
    );
    await verified(
      [
        [59, 60],
        [30, 80],
        [40, 90],
      ],
      [
        [25, 50],
        [30, 120],
        [28, 60],
      ],
    );
    await fixture.release(versionId);
    expect(await crossing()).toEqual([
      'F 5 SUPPRESSED',
      'M 5 SUPPRESSED',
      'F 6 SUPPRESSED',
      'M 6 SUPPRESSED',
      'F 7 48',
      'M 7 49',
    ]);
  });

  it('publishes a later release with the growth of the crossing', async () => {
    const ratios: Numbers[][] = [
      [
        [20, 50],
        [30, 60],
        [40, 80],
      ],
      [
        [25, 100],
        [15, 60],
        [35, 70],
      ],
    ];
    for (let count = 0; count < 3; count++) await verified(...ratios);
    await fixture.release(versionId);
    const late: Numbers[][] = [
      [
        [30, 50],
        [30, 60],
        [20, 80],
      ],
      [
        [25, 100],
        [45, 60],
        [14, 70],
      ],
    ];
    for (let count = 0; count < 3; count++) await verified(...late);
    const id = await fixture.release(versionId);
    // 3 × (20 + 30) of 3 × (50 + 50)
    expect(await cellsOf(id, 'AGGREGATE')).toEqual([
      '50 150 300',
      '50 180 360',
      '37.5 180 480',
      '25 150 600',
      '50 180 360',
      '35 147 420',
    ]);
  });
});
