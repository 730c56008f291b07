import { anonymous, localProgram, type Viewer } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { networkMembershipDefinition } from '../ecosystem/index.ts';
import { newPrincipal } from '../testing/access.fixture.ts';
import { engines } from '../testing/engines.ts';
import { issuesOf, MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { agreeToShare } from '../testing/sharing.fixture.ts';
import { populationFigureDefinition } from './population-figure-writer.ts';

let database: TestDatabase;
let fixture: MeasurementFixture;
let ecosystemId: string;

const girls = { scheme: 'gender', code: 'girls', label: 'Girls' };
const ages5To8 = { scheme: 'age', code: '5-8', label: 'Ages 5 to 8' };

describe.each(engines)('population figures on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await fixture.ecosystem();
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
  const issuesOfCreating = async (more: object = {}) =>
    issuesOf(await fixture.writer.create(populationFigureDefinition, figure(more)));
  const listed = async (filter: object, viewer: Viewer = localProgram) => {
    const { populationFigures } = fixture.read(viewer).reporting;
    const { rows } = await populationFigures.ofEcosystem(uuidOf(ecosystemId), {
      page: {},
      filter: { span: {}, ...filter },
    });
    return rows.map(({ period, value, place }) => `${place.code} ${period} ${value}`);
  };

  it('rejects a second population figure for the same source, place, period and categories', async () => {
    expect(await issuesOfCreating({ categories: [girls, ages5To8] })).toEqual([]);
    expect(await issuesOfCreating({ categories: [ages5To8, { ...girls, label: 'Girls and women' }] })).toEqual([
      'DUPLICATE period',
    ]);
    for (const more of [
      {},
      { categories: [girls] },
      { categories: [girls, ages5To8], period: '2025' },
      { categories: [girls, ages5To8], source: { code: 'register', label: 'Register' } },
      { categories: [girls, ages5To8], place: { code: 'harbor', label: 'Harbor' } },
    ]) {
      expect(await issuesOfCreating(more)).toEqual([]);
    }
  });

  it('rejects an update that would duplicate another population figure or make it invalid', async () => {
    await fixture.create(populationFigureDefinition, figure());
    const id = await fixture.create(populationFigureDefinition, figure({ period: '2025' }));
    const issuesOfUpdating = async (more: object) =>
      issuesOf(
        await fixture.writer.update(populationFigureDefinition, {
          id,
          expectedVersion: await fixture.versionOf(id),
          ...more,
        }),
      );
    expect(await issuesOfUpdating({ period: '2024' })).toEqual(['DUPLICATE period']);
    expect(await issuesOfUpdating({ categories: [girls, girls] })).toEqual(['DUPLICATE categories.1']);
    expect(await issuesOfUpdating({ value: '-1' })).toEqual(['OUT_OF_RANGE value']);
    expect(await issuesOfUpdating({ period: '2024', categories: [girls], value: '610' })).toEqual([]);
    expect(await listed({})).toEqual(['quillmere 2024 1200', 'quillmere 2024 610']);
  });

  it('lists population figures by period, for a place and a span', async () => {
    await issuesOfCreating({ period: '2025' });
    await issuesOfCreating();
    await issuesOfCreating({ period: 'SY2023-24', visibility: 'MEMBERS' });
    await issuesOfCreating({ place: { code: 'harbor', label: 'Harbor' }, value: '300' });
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

  it('shares population figures by category unless an agreement is on totals', async () => {
    const networkId = await fixture.ecosystem({ kind: 'NETWORK' });
    const sides = { networkId, memberId: ecosystemId, startedOn: '2020-01-01' };
    for (const side of [ecosystemId, networkId])
      await fixture.create(networkMembershipDefinition, { ecosystemId: side, ...sides });
    await issuesOfCreating({ visibility: 'NETWORK' });
    await issuesOfCreating({ visibility: 'NETWORK', categories: [girls], value: '610' });
    const observer = await newPrincipal(database);
    await observer.grant(networkId, 'OBSERVER');
    const seen = async () => listed({}, await observer.viewer());
    expect(await seen()).toEqual([]);
    await agreeToShare(database, { ecosystemId, networkId, detail: 'TOTALS' });
    expect(await seen()).toEqual(['quillmere 2024 1200']);
    await agreeToShare(database, { ecosystemId, networkId, detail: 'DISAGGREGATED' });
    expect(await seen()).toEqual(['quillmere 2024 1200', 'quillmere 2024 610']);
  });
});
