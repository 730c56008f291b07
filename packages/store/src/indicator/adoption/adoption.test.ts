import { anonymous, localProgram, type Viewer } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { engines } from '../../testing/engines.ts';
import { issuesOf, MeasurementFixture, uuidOf } from '../../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { statementsOf } from '../../testing/statements-of.ts';
import { retireIndicatorVersion } from '../version/version-writer.ts';
import { adoptionDefinition } from './adoption-writer.ts';

let database: TestDatabase;
let fixture: MeasurementFixture;
let ecosystemId: string;
let organizationId: string;
let indicatorVersionId: string;

describe.each(engines)('adoptions by organizations on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await fixture.ecosystem();
    organizationId = await fixture.organization(ecosystemId);
    indicatorVersionId = (await fixture.adopted(ecosystemId)).versionId;
  });

  afterAll(() => database.close());

  const command = (startsOn: string, endsOn: string | null = null) => ({
    indicatorVersionId,
    organizationId,
    startsOn,
    endsOn,
    visibility: 'PUBLIC',
  });
  const issuesOfAdopting = async (startsOn: string, endsOn: string | null = null, more: object = {}) =>
    issuesOf(await fixture.writer.create(adoptionDefinition, { ...command(startsOn, endsOn), ...more }));

  it('rejects an adoption by an organization of another ecosystem', async () => {
    const elsewhere = await fixture.organization(await fixture.ecosystem());
    expect(await issuesOfAdopting('2024-01-01', null, { organizationId: elsewhere })).toEqual([
      'OTHER_ECOSYSTEM organizationId',
    ]);
  });

  it('accepts adoptions of adopted and retired versions, and rejects adoptions of drafts', async () => {
    const draft = await fixture.version(await fixture.indicator(ecosystemId));
    const ofDraft = { indicatorVersionId: draft };
    expect(await issuesOfAdopting('2024-01-01', null, ofDraft)).toEqual(['ILLEGAL_TRANSITION indicatorVersionId']);
    await fixture.adopt(draft);
    expect(await issuesOfAdopting('2024-01-01', '2024-12-31', ofDraft)).toEqual([]);
    await fixture.transition(retireIndicatorVersion, draft);
    expect(await issuesOfAdopting('2025-01-01', '2025-12-31', ofDraft)).toEqual([]);
  });

  it('rejects an adoption that ends before it begins or that overlaps another of the same organization', async () => {
    expect(await issuesOfAdopting('2024-01-01', '2023-12-31')).toEqual(['DATES_OUT_OF_ORDER endsOn']);
    expect(await issuesOfAdopting('2024-01-01', '2024-12-31')).toEqual([]);
    expect(await issuesOfAdopting('2024-12-31')).toEqual(['DUPLICATE startsOn']);
    expect(await issuesOfAdopting('2023-01-01')).toEqual(['DUPLICATE startsOn']);
    expect(await issuesOfAdopting('2025-01-01')).toEqual([]);
    const library = await fixture.organization(ecosystemId);
    expect(await issuesOfAdopting('2024-12-31', null, { organizationId: library })).toEqual([]);
  });

  it('changes the dates of an adoption unless they overlap another adoption', async () => {
    await fixture.create(adoptionDefinition, command('2024-01-01', '2024-12-31'));
    const id = await fixture.create(adoptionDefinition, command('2025-01-01'));
    const move = async (more: object) =>
      issuesOf(
        await fixture.writer.update(adoptionDefinition, { id, expectedVersion: await fixture.versionOf(id), ...more }),
      );
    expect(await move({ startsOn: '2024-12-31' })).toEqual(['DUPLICATE startsOn']);
    expect(await move({ startsOn: '2025-02-01' })).toEqual([]);
    expect(await move({ endsOn: '2025-06-30', visibility: 'MEMBERS' })).toEqual([]);
    expect(await move({ endsOn: '2025-01-31' })).toEqual(['DATES_OUT_OF_ORDER endsOn']);
    expect(await issuesOfAdopting('2025-07-01')).toEqual([]);
    expect(await move({ endsOn: null })).toEqual(['DUPLICATE startsOn']);
  });

  it('accepts only one of several overlapping adoptions created concurrently', async () => {
    const outcomes = await Promise.all([
      issuesOfAdopting('2024-01-01'),
      issuesOfAdopting('2024-06-01', '2024-12-31'),
      issuesOfAdopting('2024-03-01', '2025-12-31'),
    ]);
    expect(outcomes.toSorted((one, other) => one.length - other.length)).toEqual([
      [],
      ['DUPLICATE startsOn'],
      ['DUPLICATE startsOn'],
    ]);
  });

  it('has a database constraint against two adoptions without an end date', async () => {
    await issuesOfAdopting('2024-01-01');
    const copy = `insert into "adoption" ("id", "ecosystem_id", "indicator_version_id", "organization_id", "starts_on")
      select gen_random_uuid(), "ecosystem_id", "indicator_version_id", "organization_id", '2025-01-01' from "adoption"
      where "organization_id" = ?`;
    const inserted = database.orm.em.fork().execute(copy, [uuidOf(organizationId)]);
    await expect(inserted).rejects.toThrow('adoption_open_once');
  });

  describe('lists of adoptions', () => {
    let library: string;
    beforeEach(async () => {
      library = await fixture.organization(ecosystemId, { name: 'Library' });
      await issuesOfAdopting('2024-01-01', '2024-12-31');
      await issuesOfAdopting('2025-06-01', null, { visibility: 'MEMBERS' });
      await issuesOfAdopting('2024-07-01', null, { organizationId: library });
    });

    const adoptionsOn = async (on: string | null, viewer: Viewer = localProgram) => {
      const list = { page: {}, filter: { on } };
      const { rows } = await fixture.read(viewer).indicator.adoptions.ofVersion(uuidOf(indicatorVersionId), list);
      return rows.map((row) => `${row.organizationId === uuidOf(library) ? 'library' : 'museum'} ${row.startsOn}`);
    };

    it('lists the adoptions of a version that the viewer can see, optionally on one date', async () => {
      expect(await adoptionsOn(null)).toEqual(['museum 2024-01-01', 'library 2024-07-01', 'museum 2025-06-01']);
      expect(await adoptionsOn('2023-12-31')).toEqual([]);
      expect(await adoptionsOn('2024-12-31')).toEqual(['museum 2024-01-01', 'library 2024-07-01']);
      expect(await adoptionsOn('2025-01-01')).toEqual(['library 2024-07-01']);
      expect(await adoptionsOn('2030-01-01')).toEqual(['library 2024-07-01', 'museum 2025-06-01']);
      expect(await adoptionsOn('2030-01-01', anonymous)).toEqual(['library 2024-07-01']);
    });

    it('lists the adoptions of an organization on a date', async () => {
      const { adoptions } = fixture.read().indicator;
      const { rows } = await adoptions.ofOrganization(uuidOf(organizationId), {
        page: {},
        filter: { on: '2024-02-29' },
      });
      expect(rows).toMatchObject([{ indicatorVersionId: uuidOf(indicatorVersionId), startsOn: '2024-01-01' }]);
    });

    it('reads the adoptions of several versions with one statement', async () => {
      const another = await fixture.adopted(ecosystemId);
      const { adoptions } = fixture.read().indicator;
      const list = { page: {}, filter: {} };
      const { statements } = await statementsOf(database, () =>
        Promise.all([indicatorVersionId, another.versionId].map((id) => adoptions.ofVersion(uuidOf(id), list))),
      );
      expect(statements).toHaveLength(1);
    });
  });
});
