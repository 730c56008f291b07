import { anonymous } from '@collective-impact/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { activityDefinition } from '../activity/index.ts';
import { engines } from '../testing/engines.ts';
import { issuesOf, MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { placeDefinition } from './place-writer.ts';

const code = (name: string) => ({ code: name, label: name });

describe.each(engines)('places on %s', (engine) => {
  let database: TestDatabase;
  let fixture: MeasurementFixture;
  let ecosystemId: string;

  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new MeasurementFixture(database);
    ecosystemId = await fixture.ecosystem();
  });

  afterAll(() => database.close());

  const values = (name: string, level: string, parentId: string | null, more: object = {}) => ({
    ecosystemId,
    code: code(name),
    level: { code: level },
    parentId,
    visibility: 'PUBLIC',
    ...more,
  });
  const place = (...of: Parameters<typeof values>) => fixture.create(placeDefinition, values(...of));
  const created = async (...of: Parameters<typeof values>) =>
    issuesOf(await fixture.writer.create(placeDefinition, values(...of)));
  const updated = async (id: string, changes: object) =>
    issuesOf(await fixture.writer.update(placeDefinition, { id, expectedVersion: 1, ...changes }));

  it('have a code once, and a parent in the same ecosystem', async () => {
    const lake = await place('once', 'county', null);
    expect(await created('once', 'county', null)).toEqual(['DUPLICATE code']);
    ecosystemId = await fixture.ecosystem();
    expect(await created('once', 'municipality', lake)).toEqual(['OTHER_ECOSYSTEM parentId']);
    expect(await created('once', 'county', null)).toEqual([]);
  });

  it('never contain themselves, and have another level than the places that contain them', async () => {
    const state = await place('state', 'state', null);
    const county = await place('county', 'county', state);
    const town = await place('town', 'municipality', county);
    expect(await created('hamlet', 'county', town)).toEqual(['INVALID level']);
    expect(await updated(state, { parentId: state })).toEqual(['INVALID parentId']);
    expect(await updated(state, { parentId: town })).toEqual(['INVALID parentId']);
    expect(await updated(state, { level: { code: 'municipality' } })).toEqual(['INVALID level']);
    expect(await updated(county, { level: { code: 'school-district' } })).toEqual([]);
  });

  it('list what serves them or a place that contains them, as far as the viewer may see the places between', async () => {
    const state = await place('S', 'state', null);
    const county = await place('C', 'county', state, { visibility: 'RESTRICTED' });
    const town = await place('T', 'municipality', county);
    await fixture.organization(ecosystemId, { name: 'Bank', serviceAreas: [code('S')] });
    await fixture.organization(ecosystemId, { name: 'Club', serviceAreas: [code('T')] });
    const activity = (title: string, more: object) =>
      fixture.create(activityDefinition, { ecosystemId, title, visibility: 'PUBLIC', ...more });
    await activity('Everywhere', { place: code('elsewhere'), serviceAreas: [code('S')] });
    await activity('In town', { place: code('T') });
    await activity('Elsewhere', { place: code('T'), serviceAreas: [code('elsewhere')] });
    const serving = async (id: string, viewer?: typeof anonymous) => {
      const { place: places, activity: activities } = fixture.read(viewer);
      const organizations = await places.organizations(uuidOf(id), {});
      const of = await activities.activities({ of: 'place', id: uuidOf(id) }, { page: {} });
      return [...organizations.rows.map(({ name }) => name), ...of.rows.map(({ title }) => title)];
    };
    expect(await serving(town)).toEqual(['Bank', 'Club', 'Everywhere', 'In town']);
    expect(await serving(state)).toEqual(['Bank', 'Everywhere']);
    expect(await serving(town, anonymous)).toEqual(['Club', 'In town']);
  });

  it('are listed by code, by level, and within a place', async () => {
    ecosystemId = await fixture.ecosystem();
    const lake = await place('lake', 'county', null);
    await place('b', 'municipality', lake);
    await place('a', 'municipality', lake);
    const { place: places } = fixture.read();
    const codes = async (list: ReturnType<typeof places.children>) => (await list).rows.map((row) => row.code.code);
    expect(await codes(places.ofEcosystem(uuidOf(ecosystemId), { page: {}, filter: {} }))).toEqual(['a', 'b', 'lake']);
    expect(await codes(places.ofEcosystem(uuidOf(ecosystemId), { page: {}, filter: { level: 'county' } }))).toEqual([
      'lake',
    ]);
    expect(await codes(places.children(uuidOf(lake), {}))).toEqual(['a', 'b']);
  });
});
