import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { engines } from '../testing/engines.ts';
import { issuesOf, MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { baselineDefinition, targetDefinition } from './baseline-writer.ts';

let database: TestDatabase;
let fixture: MeasurementFixture;
let ecosystemId: string;

describe.each(engines)('indicator definitions on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await fixture.ecosystem();
  });

  afterAll(() => database.close());

  describe.each([
    ['baseline', baselineDefinition],
    ['target', targetDefinition],
  ] as const)('a %s', (noun, definition) => {
    let versionId: string;
    beforeEach(async () => {
      versionId = await fixture.version(await fixture.indicator(ecosystemId), { kind: 'AMOUNT' });
      await fixture.dimension(versionId);
    });

    const ofWomen = [{ dimension: 'sex', category: 'F' }];
    const figure = (more: object = {}) => ({ indicatorVersionId: versionId, period: '2020', value: '12.50', ...more });
    const listed = async () => {
      const { definitions, categories } = fixture.read().indicator;
      const page = await (noun === 'baseline' ? definitions.baselines : definitions.targets).call(
        definitions,
        uuidOf(versionId),
        {},
      );
      return Promise.all(
        page.rows.map(async ({ period, periodStart, value, breakdownId }) => {
          const chosen = await categories.ofBreakdown(breakdownId);
          return [period, periodStart, value, chosen?.map(({ dimension, code }) => `${dimension.code}=${code}`).join()];
        }),
      );
    };

    it('lists figures by period, with their categories', async () => {
      await fixture.create(definition, figure({ period: '2022', categories: ofWomen }));
      await fixture.create(definition, figure());
      expect(await listed()).toEqual([
        ['2020', '2020-01-01', '12.5', ''],
        ['2022', '2022-01-01', '12.5', 'sex=F'],
      ]);
    });

    it('accepts changes to the period, value and categories of a figure', async () => {
      const id = await fixture.create(definition, figure());
      const command = { id, expectedVersion: 1, period: '2021', value: '-1', categories: ofWomen };
      expect(issuesOf(await fixture.writer.update(definition, command))).toEqual([]);
      expect(await listed()).toEqual([['2021', '2021-01-01', '-1', 'sex=F']]);
      const total = { id, expectedVersion: 2, categories: [] };
      expect(issuesOf(await fixture.writer.update(definition, total))).toEqual([]);
      expect(await listed()).toEqual([['2021', '2021-01-01', '-1', '']]);
    });

    it.each([
      [
        'an unknown dimension',
        { categories: [{ dimension: 'age', category: 'F' }] },
        ['UNKNOWN_CODE categories.0.dimension'],
      ],
      [
        'an unknown category',
        { categories: [{ dimension: 'sex', category: 'Q' }] },
        ['UNKNOWN_CODE categories.0.category'],
      ],
      [
        'two categories of one dimension',
        { categories: [...ofWomen, { dimension: 'sex', category: 'M' }] },
        ['DUPLICATE categories.1'],
      ],
      ['an invalid period', { period: '2020-13' }, ['INVALID period']],
      ['a value that is not a number', { value: 'many' }, ['INVALID value']],
      ['a period that does not match the frequency', { period: '2020-Q1' }, ['INVALID period']],
    ])('rejects a figure with %s, when it is created or updated', async (_case, more, expected) => {
      expect(issuesOf(await fixture.writer.create(definition, figure(more)))).toEqual(expected);
      const id = await fixture.create(definition, figure());
      const changed = await fixture.writer.update(definition, { id, expectedVersion: 1, ...more });
      expect(issuesOf(changed)).toEqual(expected);
    });

    it('rejects a value that is invalid for the kind of the version', async () => {
      versionId = await fixture.version(await fixture.indicator(ecosystemId));
      const create = async (value: string) => issuesOf(await fixture.writer.create(definition, figure({ value })));
      expect(await create('12.5')).toEqual(['INVALID value']);
      expect(await create('-1')).toEqual(['OUT_OF_RANGE value']);
      expect(await create('12')).toEqual([]);
    });

    it("accepts a school year in the ecosystem's calendar if the version is reported by school year", async () => {
      versionId = await fixture.version(await fixture.indicator(ecosystemId), {
        kind: 'AMOUNT',
        frequency: 'SCHOOL_YEAR',
      });
      await fixture.create(definition, figure({ period: '2020-09-01/2021-08-31' }));
      expect(await listed()).toEqual([['SY2020-21', '2020-09-01', '12.5', '']]);
    });

    it('rejects a second figure for the same period and categories', async () => {
      await fixture.create(definition, figure({ categories: ofWomen }));
      const again = await fixture.writer.create(definition, figure({ categories: ofWomen }));
      expect(issuesOf(again)).toEqual(['DUPLICATE period']);
    });
  });
});
