import { anonymous, operator, type Viewer } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { engines } from '../testing/engines.ts';
import { issuesOf, MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { populationFigureDefinition } from './population-figure-writer.ts';

let database: TestDatabase;
let make: MeasurementFixture;
let ecosystemId: string;

const girls = { scheme: 'gender', code: 'girls', label: 'Girls' };
const young = { scheme: 'age', code: '5-8', label: 'Ages 5 to 8' };

describe.each(engines)('population figures on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await make.ecosystem();
  });

  afterAll(() => database.close());

  const figure = (more: object = {}) => ({
    ecosystemId,
    place: { code: 'quillmere', label: 'Quillmere' },
    period: '2024',
    value: '01200.0',
    unit: { code: 'people', label: 'People' },
    source: { code: 'census', label: 'Census' },
    visibility: 'PUBLIC',
    ...more,
  });
  const says = async (more: object = {}) =>
    issuesOf(await make.writer.create(populationFigureDefinition, figure(more)));
  const listed = async (filter: object, viewer: Viewer = operator) => {
    const { populationFigures } = make.read(viewer).reporting;
    const { rows } = await populationFigures.ofEcosystem(uuidOf(ecosystemId), {
      page: {},
      filter: { span: {}, ...filter },
    });
    return rows.map(({ period, value, place }) => `${place.code} ${period} ${value}`);
  };

  it('are one of each source for a place, a period and categories', async () => {
    expect(await says({ categories: [girls, young] })).toEqual([]);
    expect(await says({ categories: [young, { ...girls, label: 'Girls and women' }] })).toEqual(['DUPLICATE period']);
    for (const more of [
      {},
      { categories: [girls] },
      { categories: [girls, young], period: '2025' },
      { categories: [girls, young], source: { code: 'register', label: 'Register' } },
      { categories: [girls, young], place: { code: 'harbor', label: 'Harbor' } },
    ]) {
      expect(await says(more)).toEqual([]);
    }
  });

  it('are changed to what no other is', async () => {
    await make.create(populationFigureDefinition, figure());
    const id = await make.create(populationFigureDefinition, figure({ period: '2025' }));
    const change = async (more: object) =>
      issuesOf(
        await make.writer.update(populationFigureDefinition, {
          id,
          expectedVersion: await make.versionOf(id),
          ...more,
        }),
      );
    expect(await change({ period: '2024' })).toEqual(['DUPLICATE period']);
    expect(await change({ categories: [girls, girls] })).toEqual(['DUPLICATE categories.1']);
    expect(await change({ value: '-1' })).toEqual(['OUT_OF_RANGE value']);
    expect(await change({ period: '2024', categories: [girls], value: '610' })).toEqual([]);
    expect(await listed({})).toEqual(['quillmere 2024 1200', 'quillmere 2024 610']);
  });

  it('are listed by period, of a place and a span', async () => {
    await says({ period: '2025' });
    await says();
    await says({ period: 'SY2023-24', visibility: 'MEMBERS' });
    await says({ place: { code: 'harbor', label: 'Harbor' }, value: '300' });
    expect(await listed({})).toEqual([
      'quillmere SY2023-24 1200',
      'quillmere 2024 1200',
      'harbor 2024 300',
      'quillmere 2025 1200',
    ]);
    expect(await listed({ place: 'harbor' })).toEqual(['harbor 2024 300']);
    expect(await listed({ place: 'quillmere', span: { from: '2024' } })).toEqual([
      'quillmere 2024 1200',
      'quillmere 2025 1200',
    ]);
    expect(await listed({ span: { to: 'SY2023-24' } })).toEqual(['quillmere SY2023-24 1200']);
    expect(await listed({ span: { to: 'SY2023-24' } }, anonymous)).toEqual([]);
  });
});
