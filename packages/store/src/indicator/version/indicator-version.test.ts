import { anonymous, localProgram } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { migrations } from '../../migrations/index.ts';
import { searchTablesOnly } from '../../shared/database/schema/current-records.ts';
import { transact } from '../../shared/database/transact.ts';
import { engines } from '../../testing/engines.ts';
import { issuesOf, MeasurementFixture, uuidOf, validVersion } from '../../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { baselineDefinition, targetDefinition } from '../baseline-writer.ts';
import { discussionEntryDefinition } from './discussion-writer.ts';
import {
  adoptIndicatorVersion,
  discussIndicatorVersion,
  indicatorVersionDefinition,
  retireIndicatorVersion,
} from './version-writer.ts';

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

  describe('an indicator version', () => {
    it('creates a version with the next number and the status DRAFT', async () => {
      const indicatorId = await fixture.indicator(ecosystemId);
      await fixture.version(indicatorId);
      await fixture.version(indicatorId, { comparability: 'WITH_CAVEAT' });
      const { rows } = await fixture.read().indicator.definitions.versions(uuidOf(indicatorId), {});
      expect(rows.map(({ number, status }) => [number, status])).toEqual([
        [1, 'DRAFT'],
        [2, 'DRAFT'],
      ]);
    });

    it('gives versions unique numbers if several are created concurrently', async () => {
      const indicatorId = await fixture.indicator(ecosystemId);
      await Promise.all([1, 2, 3, 4].map(() => fixture.version(indicatorId)));
      const { rows } = await fixture.read().indicator.definitions.versions(uuidOf(indicatorId), {});
      expect(rows.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    });

    it('stores the decimals of a version exactly, in canonical form', async () => {
      const indicatorId = await fixture.indicator(ecosystemId);
      const decimals = { direction: 'MAINTAIN', tolerance: '0.10', multiplier: '1e3' };
      const index = { kind: 'INDEX', aggregationAcrossOrganizations: 'NONE', aggregationOverTime: 'NONE' };
      const id = await fixture.version(indicatorId, { ...index, ...decimals });
      const row = await fixture.read().record('indicator_version', uuidOf(id));
      expect(row).toMatchObject({ tolerance: '0.1', multiplier: '1000' });
    });

    it('rejects a version whose aggregation does not fit its kind', async () => {
      const indicatorId = await fixture.indicator(ecosystemId);
      const command = {
        ...validVersion,
        indicatorId,
        kind: 'RATIO',
        aggregationAcrossOrganizations: 'AVERAGE',
        aggregationOverTime: 'RATIO',
      };
      const outcome = await fixture.writer.create(indicatorVersionDefinition, command);
      expect(issuesOf(outcome)).toEqual(['NOT_ADDITIVE aggregationAcrossOrganizations']);
    });

    it('takes a version from DRAFT to DISCUSSED, ADOPTED and RETIRED, and rejects a second adoption', async () => {
      const id = await fixture.version(await fixture.indicator(ecosystemId));
      const adopt = async () => {
        const command = { id, expectedVersion: await fixture.versionOf(id) };
        return issuesOf(await fixture.writer.transition(adoptIndicatorVersion, command));
      };
      expect(await adopt()).toEqual(['ILLEGAL_TRANSITION id']);
      await fixture.transition(discussIndicatorVersion, id);
      expect(await adopt()).toEqual(['REQUIRED id']);
      const entry = { saidOn: '2024-01-15', speaker: 'A principal', statement: 'We can count this.' };
      await fixture.create(discussionEntryDefinition, { indicatorVersionId: id, ...entry });
      expect(await adopt()).toEqual([]);
      const retire = async (retiredOn: string) =>
        issuesOf(await fixture.writer.transition(retireIndicatorVersion, { id, expectedVersion: 3, retiredOn }));
      expect(await retire('9999-01-01')).toEqual(['OUT_OF_RANGE retiredOn']);
      expect(await retire('1999-01-01')).toEqual(['DATES_OUT_OF_ORDER retiredOn']);
      await fixture.transition(retireIndicatorVersion, id);
      const row = await fixture.read().record('indicator_version', uuidOf(id));
      expect(row).toMatchObject({ status: 'RETIRED', version: 4, retiredOn: row?.adoptedOn });
      const back = await fixture.writer.transition(adoptIndicatorVersion, { id, expectedVersion: 4 });
      expect(issuesOf(back)).toEqual(['ILLEGAL_TRANSITION id']);
    });

    it('requires a tolerance to adopt a version whose direction is MAINTAIN', async () => {
      const id = await fixture.version(await fixture.indicator(ecosystemId), { direction: 'MAINTAIN' });
      await fixture.discuss(id);
      const adopt = async (expectedVersion: number) =>
        issuesOf(await fixture.writer.transition(adoptIndicatorVersion, { id, expectedVersion }));
      expect(await adopt(2)).toEqual(['REQUIRED tolerance']);
      const change = { id, expectedVersion: 2, tolerance: '0' };
      expect(issuesOf(await fixture.writer.update(indicatorVersionDefinition, change))).toEqual([]);
      expect(await adopt(3)).toEqual([]);
    });

    it('rejects changes to an adopted version, except to its visibility', async () => {
      const { versionId: id } = await fixture.adopted(ecosystemId);
      const change = { id, expectedVersion: 3 };
      const redefine = { ...change, definition: 'Something else', kind: 'COUNT' };
      expect(issuesOf(await fixture.writer.update(indicatorVersionDefinition, redefine))).toEqual([
        'IMMUTABLE definition',
      ]);
      const open = { ...change, visibility: 'MEMBERS' };
      expect(issuesOf(await fixture.writer.update(indicatorVersionDefinition, open))).toEqual([]);
    });

    it('accepts changes to a version while it is discussed', async () => {
      const id = await fixture.version(await fixture.indicator(ecosystemId));
      await fixture.transition(discussIndicatorVersion, id);
      const command = { id, expectedVersion: 2, definition: 'Events held for the public', tolerance: null };
      expect(issuesOf(await fixture.writer.update(indicatorVersionDefinition, command))).toEqual([]);
    });

    it('accepts only one of a concurrent adoption and update of a version', async () => {
      const id = await fixture.version(await fixture.indicator(ecosystemId));
      await fixture.discuss(id);
      const outcomes = await Promise.all([
        fixture.writer.transition(adoptIndicatorVersion, { id, expectedVersion: 2 }),
        fixture.writer.update(indicatorVersionDefinition, { id, expectedVersion: 2, definition: 'Another' }),
      ]);
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
      expect(outcomes.flatMap(issuesOf)).toEqual(['VERSION_CONFLICT expectedVersion']);
    });

    it('returns the version adopted last until it is retired', async () => {
      const { indicatorId } = await fixture.adopted(ecosystemId);
      const second = await fixture.version(indicatorId);
      await fixture.version(indicatorId);
      const adopted = async () =>
        (await fixture.read().indicator.definitions.adoptedVersion(uuidOf(indicatorId)))?.number;
      expect(await adopted()).toBe(1);
      await fixture.adopt(second);
      expect(await adopted()).toBe(2);
      await fixture.transition(retireIndicatorVersion, second);
      expect(await adopted()).toBeUndefined();
    });

    it('requires `comparability` to adopt a second version, and rejects the adoption after a later version', async () => {
      const { indicatorId } = await fixture.adopted(ecosystemId);
      const second = await fixture.version(indicatorId, { comparability: null });
      await fixture.discuss(second);
      const adopt = async (id: string, expectedVersion: number) =>
        issuesOf(await fixture.writer.transition(adoptIndicatorVersion, { id, expectedVersion }));
      expect(await adopt(second, 2)).toEqual(['REQUIRED comparability']);
      await fixture.adopt(await fixture.version(indicatorId));
      const change = { id: second, expectedVersion: 2, comparability: 'NO' };
      expect(issuesOf(await fixture.writer.update(indicatorVersionDefinition, change))).toEqual([]);
      expect(await adopt(second, 3)).toEqual(['ILLEGAL_TRANSITION id']);
    });

    it('retires the previous version when the next one is adopted, and audits that change', async () => {
      const { indicatorId, versionId: first } = await fixture.adopted(ecosystemId);
      const second = await fixture.version(indicatorId);
      const other = await fixture.adopted(ecosystemId);
      await fixture.discuss(second);
      const early = { id: second, expectedVersion: 2, adoptedOn: '1999-01-01' };
      expect(issuesOf(await fixture.writer.transition(adoptIndicatorVersion, early))).toEqual([
        'DATES_OUT_OF_ORDER adoptedOn',
      ]);
      await fixture.transition(adoptIndicatorVersion, second);
      const { rows } = await fixture.read().indicator.definitions.versions(uuidOf(indicatorId), {});
      const adoptedOn = rows[1]?.adoptedOn;
      expect(rows.map(({ status, version, retiredOn }) => [status, version, retiredOn])).toEqual([
        ['RETIRED', 4, adoptedOn],
        ['ADOPTED', 3, null],
      ]);
      const entries = await database.orm.em
        .fork()
        .execute('select "after" from "audit_entry" where "record_id" = ? order by "id" desc limit 1', [uuidOf(first)]);
      expect(entries).toMatchObject([{ after: { status: 'RETIRED' } }]);
      const left = await fixture.read().record('indicator_version', uuidOf(other.versionId));
      expect(left?.status).toBe('ADOPTED');
    });

    it('keeps one adopted version if two are adopted concurrently', async () => {
      const { indicatorId } = await fixture.adopted(ecosystemId);
      const drafts = [await fixture.version(indicatorId), await fixture.version(indicatorId)];
      for (const id of drafts) await fixture.discuss(id);
      const outcomes = await Promise.all(
        drafts.map((id) => fixture.writer.transition(adoptIndicatorVersion, { id, expectedVersion: 2 })),
      );
      expect(outcomes.some(({ ok }) => ok)).toBe(true);
      // If the later version is adopted first, the earlier one can no longer be adopted.
      const refusals = outcomes.flatMap(issuesOf);
      expect(refusals.every((issue) => ['DUPLICATE id', 'ILLEGAL_TRANSITION id'].includes(issue))).toBe(true);
      const { rows } = await fixture.read().indicator.definitions.versions(uuidOf(indicatorId), {});
      expect(rows.filter(({ status }) => status === 'ADOPTED')).toHaveLength(1);
    });

    // The embedded database has one connection, so that nothing runs concurrently.
    if (engine === 'postgresql') {
      it('rejects an adoption if a concurrent transaction adopts another version', async () => {
        const { indicatorId, versionId } = await fixture.adopted(ecosystemId);
        const drafts = [await fixture.version(indicatorId), await fixture.version(indicatorId)];
        for (const id of drafts) await fixture.discuss(id);
        const held = Promise.withResolvers<void>();
        const proceed = Promise.withResolvers<void>();
        const holding = transact({ database, actor: null }, async (em) => {
          await em.execute('select 1 from "indicator_version" where "id" = ? for update', [uuidOf(versionId)]);
          held.resolve();
          await proceed.promise;
        });
        await held.promise;
        const adoptions = drafts.map((id) =>
          fixture.writer.transition(adoptIndicatorVersion, { id, expectedVersion: 2 }),
        );
        await waitForLocks(2);
        proceed.resolve();
        await holding;
        expect((await Promise.all(adoptions)).flatMap(issuesOf)).toEqual(['DUPLICATE id']);
      });
    }

    it('retires all adopted versions but the latest in the migration to one adopted version', async () => {
      const indicatorId = await fixture.indicator(ecosystemId);
      const versions = [await fixture.version(indicatorId), await fixture.version(indicatorId)];
      const { em, config } = database.orm;
      const listed = migrations.find(({ name }) => name.endsWith('-one-adopted-version'));
      if (!listed) throw new Error('the migration is there');
      const migration = new listed.class(em.getDriver(), config);
      migration.up();
      await transact({ database, actor: null }, async (within) => {
        await within.execute(searchTablesOnly);
        await within.execute('drop index "indicator_version_one_adopted"');
        const ids = versions.map(uuidOf);
        await within.execute(`update "indicator_version" set "status" = 'ADOPTED' where "id" in (?, ?)`, ids);
        for (const statement of migration.getQueries()) await within.execute(String(statement));
      });
      const { rows } = await fixture.read().indicator.definitions.versions(uuidOf(indicatorId), {});
      expect(rows.map(({ status }) => status)).toEqual(['RETIRED', 'ADOPTED']);
    });

    it('rejects changes to a version that would make its baselines and targets invalid', async () => {
      const id = await fixture.version(await fixture.indicator(ecosystemId));
      const figure = { indicatorVersionId: id, value: '5', visibility: 'PUBLIC' };
      await fixture.create(baselineDefinition, { ...figure, period: '2020' });
      await fixture.create(targetDefinition, { ...figure, period: '2030' });
      const redefine = async (more: object) =>
        issuesOf(await fixture.writer.update(indicatorVersionDefinition, { id, expectedVersion: 1, ...more }));
      expect(await redefine({ frequency: 'QUARTER' })).toEqual(['INVALID frequency']);
      expect(
        await redefine({ kind: 'QUALITATIVE', aggregationAcrossOrganizations: 'NONE', aggregationOverTime: 'NONE' }),
      ).toEqual(['INVALID kind']);
      expect(await redefine({ countingUnit: 'PEOPLE' })).toEqual(['SMALL_GROUP countingUnit']);
      expect(await redefine({ countingUnit: 'OTHER', frequency: 'YEAR' })).toEqual([]);
    });

    it('hides a version from viewers who cannot see it', async () => {
      const indicatorId = await fixture.indicator(ecosystemId);
      const id = await fixture.version(indicatorId, { visibility: 'MEMBERS' });
      await fixture.adopt(id);
      const read = fixture.read(anonymous).indicator.definitions;
      expect(await fixture.read(anonymous).record('indicator_version', uuidOf(id))).toBeNull();
      expect(await read.adoptedVersion(uuidOf(indicatorId))).toBeNull();
      expect((await read.versions(uuidOf(indicatorId), {})).rows).toEqual([]);
      expect((await fixture.read(localProgram).record('indicator_version', uuidOf(id)))?.number).toBe(1);
    });
  });

  /** Resolves once this number of connections wait for a lock. */
  async function waitForLocks(number: number): Promise<void> {
    const locks = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    while ((await database.orm.em.fork().execute(locks)).length < number);
  }
});
