import { anonymous, operator, type Viewer } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { engines } from '../testing/engines.ts';
import { issuesOf, MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { statementsOf } from '../testing/statements-of.ts';
import { adoptionDefinition } from './adoption-writer.ts';
import { retireIndicatorVersion } from './version-writer.ts';

let database: TestDatabase;
let make: MeasurementFixture;
let ecosystemId: string;
let organizationId: string;
let indicatorVersionId: string;

describe.each(engines)('adoptions by organizations on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await make.ecosystem();
    organizationId = await make.organization(ecosystemId);
    indicatorVersionId = (await make.adopted(ecosystemId)).versionId;
  });

  afterAll(() => database.close());

  const command = (startsOn: string, endsOn: string | null = null) => ({
    indicatorVersionId,
    organizationId,
    startsOn,
    endsOn,
    visibility: 'PUBLIC',
  });
  const adopts = async (startsOn: string, endsOn: string | null = null, more: object = {}) =>
    issuesOf(await make.writer.create(adoptionDefinition, { ...command(startsOn, endsOn), ...more }));

  it('are of the same ecosystem', async () => {
    const elsewhere = await make.organization(await make.ecosystem());
    expect(await adopts('2024-01-01', null, { organizationId: elsewhere })).toEqual(['OTHER_ECOSYSTEM organizationId']);
  });

  it('are of a version that no longer changes', async () => {
    const draft = await make.version(await make.indicator(ecosystemId));
    const of = { indicatorVersionId: draft };
    expect(await adopts('2024-01-01', null, of)).toEqual(['ILLEGAL_TRANSITION indicatorVersionId']);
    await make.adopt(draft);
    expect(await adopts('2024-01-01', '2024-12-31', of)).toEqual([]);
    await make.step(retireIndicatorVersion, draft);
    expect(await adopts('2025-01-01', '2025-12-31', of)).toEqual([]);
  });

  it('end after they begin, and are one at a time', async () => {
    expect(await adopts('2024-01-01', '2023-12-31')).toEqual(['DATES_OUT_OF_ORDER endsOn']);
    expect(await adopts('2024-01-01', '2024-12-31')).toEqual([]);
    expect(await adopts('2024-12-31')).toEqual(['DUPLICATE startsOn']);
    expect(await adopts('2023-01-01')).toEqual(['DUPLICATE startsOn']);
    expect(await adopts('2025-01-01')).toEqual([]);
    const other = await make.organization(ecosystemId);
    expect(await adopts('2024-12-31', null, { organizationId: other })).toEqual([]);
  });

  it('are moved, with or without an end, to where there is room', async () => {
    await make.create(adoptionDefinition, command('2024-01-01', '2024-12-31'));
    const id = await make.create(adoptionDefinition, command('2025-01-01'));
    const move = async (more: object) =>
      issuesOf(
        await make.writer.update(adoptionDefinition, { id, expectedVersion: await make.versionOf(id), ...more }),
      );
    expect(await move({ startsOn: '2024-12-31' })).toEqual(['DUPLICATE startsOn']);
    expect(await move({ startsOn: '2025-02-01' })).toEqual([]);
    expect(await move({ endsOn: '2025-06-30', visibility: 'MEMBERS' })).toEqual([]);
    expect(await move({ endsOn: '2025-01-31' })).toEqual(['DATES_OUT_OF_ORDER endsOn']);
    expect(await adopts('2025-07-01')).toEqual([]);
    expect(await move({ endsOn: null })).toEqual(['DUPLICATE startsOn']);
  });

  it('are one, however often an organization adopts at the same moment', async () => {
    const outcomes = await Promise.all([
      adopts('2024-01-01'),
      adopts('2024-06-01', '2024-12-31'),
      adopts('2024-03-01', '2025-12-31'),
    ]);
    expect(outcomes.toSorted((one, other) => one.length - other.length)).toEqual([
      [],
      ['DUPLICATE startsOn'],
      ['DUPLICATE startsOn'],
    ]);
  });

  it('are not twice without an end in the table either', async () => {
    await adopts('2024-01-01');
    const copy = `insert into "adoption" ("id", "ecosystem_id", "indicator_version_id", "organization_id", "starts_on")
      select gen_random_uuid(), "ecosystem_id", "indicator_version_id", "organization_id", '2025-01-01' from "adoption"
      where "organization_id" = ?`;
    const inserted = database.orm.em.fork().execute(copy, [uuidOf(organizationId)]);
    await expect(inserted).rejects.toThrow('adoption_open_once');
  });

  describe('that exist', () => {
    let other: string;
    beforeEach(async () => {
      other = await make.organization(ecosystemId, { name: 'Library' });
      await adopts('2024-01-01', '2024-12-31');
      await adopts('2025-06-01', null, { visibility: 'MEMBERS' });
      await adopts('2024-07-01', null, { organizationId: other });
    });

    const held = async (on: string | null, viewer: Viewer = operator) => {
      const list = { page: {}, filter: { on } };
      const { rows } = await make.read(viewer).indicator.adoptions.ofVersion(uuidOf(indicatorVersionId), list);
      return rows.map((row) => `${row.organizationId === uuidOf(other) ? 'library' : 'museum'} ${row.startsOn}`);
    };

    it('are listed of a version, all or on a day', async () => {
      expect(await held(null)).toEqual(['museum 2024-01-01', 'library 2024-07-01', 'museum 2025-06-01']);
      expect(await held('2023-12-31')).toEqual([]);
      expect(await held('2024-12-31')).toEqual(['museum 2024-01-01', 'library 2024-07-01']);
      expect(await held('2025-01-01')).toEqual(['library 2024-07-01']);
      expect(await held('2030-01-01')).toEqual(['library 2024-07-01', 'museum 2025-06-01']);
      expect(await held('2030-01-01', anonymous)).toEqual(['library 2024-07-01']);
    });

    it('are listed of an organization', async () => {
      const { adoptions } = make.read().indicator;
      const { rows } = await adoptions.ofOrganization(uuidOf(organizationId), {
        page: {},
        filter: { on: '2024-02-29' },
      });
      expect(rows).toMatchObject([{ indicatorVersionId: uuidOf(indicatorVersionId), startsOn: '2024-01-01' }]);
    });

    it('are read for many versions at once by one statement', async () => {
      const another = await make.adopted(ecosystemId);
      const { adoptions } = make.read().indicator;
      const list = { page: {}, filter: {} };
      const { statements } = await statementsOf(database, () =>
        Promise.all([indicatorVersionId, another.versionId].map((id) => adoptions.ofVersion(uuidOf(id), list))),
      );
      expect(statements).toHaveLength(1);
    });
  });
});
