import { anonymous, encodeTypeId, ForbiddenError, localProgram, newUuid } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { commonAgendaDefinition, goalDefinition } from '../agenda/index.ts';
import { migrations } from '../migrations/index.ts';
import { transact } from '../shared/database/transact.ts';
import { updateRecord } from '../shared/record-writing.ts';
import { UnitOfWork } from '../shared/unit-of-work.ts';
import { Writer } from '../shared/writer.ts';
import { engines } from '../testing/engines.ts';
import { bySex, issuesOf, MeasurementFixture, uuidOf, validVersion } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { baselineDefinition, targetDefinition } from './baseline-writer.ts';
import { dimensionDefinition } from './dimension-writer.ts';
import { discussionEntryDefinition } from './discussion-writer.ts';
import { indicatorDefinition } from './indicator-writer.ts';
import {
  adoptIndicatorVersion,
  discussIndicatorVersion,
  indicatorVersionDefinition,
  retireIndicatorVersion,
} from './version-writer.ts';

let database: TestDatabase;
let fixture: MeasurementFixture;
let ecosystemId: string;

const [female, male] = bySex.categories;
const other = { code: 'X', label: 'Another', order: 2 };

async function goal(inEcosystem: string, code = 'G1'): Promise<string> {
  const commonAgendaId = await fixture.create(commonAgendaDefinition, { ecosystemId: inEcosystem });
  return fixture.create(goalDefinition, { commonAgendaId, code, title: 'Read by nine', visibility: 'PUBLIC' });
}

describe.each(engines)('indicator definitions on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await fixture.ecosystem();
  });

  afterAll(() => database.close());

  describe('an indicator', () => {
    it('lists the goals of an indicator by code, and the indicators of a goal', async () => {
      const goalIds = [await goal(ecosystemId, 'G2'), await goal(ecosystemId, 'G1')];
      const id = await fixture.indicator(ecosystemId, { goalIds: goalIds });
      await fixture.indicator(ecosystemId);
      const { indicator } = fixture.read(anonymous);
      const goalsServed = await indicator.definitions.goals(uuidOf(id), {});
      expect(goalsServed.rows.map(({ code }) => code)).toEqual(['G1', 'G2']);
      const page = await indicator.definitions.indicatorsOfGoal(uuidOf(goalIds[0] ?? ''), {});
      expect(page.rows.map((row) => row.id)).toEqual([uuidOf(id)]);
      expect(await page.totalCount()).toBe(1);
    });

    it('lists the indicator whose code matches the filter', async () => {
      await fixture.indicator(ecosystemId, { code: '8-6-1' });
      await fixture.indicator(ecosystemId, { code: '8-6-2' });
      const list = { page: {}, filter: { code: '8-6-1' } };
      const page = await fixture.read().indicator.definitions.indicators(uuidOf(ecosystemId), list);
      expect(page.rows.map(({ code }) => code)).toEqual(['8-6-1']);
    });

    it('updates the fields in the command, and clears those that are null', async () => {
      const sensitivity = { code: 'high', label: 'High' };
      const id = await fixture.indicator(ecosystemId, { sensitivity, goalIds: [await goal(ecosystemId)] });
      const command = { id, expectedVersion: 1, name: 'Another name', sensitivity: null };
      expect(issuesOf(await fixture.writer.update(indicatorDefinition, command))).toEqual([]);
      const row = await fixture.read().record('indicator', uuidOf(id));
      expect(row).toMatchObject({ name: 'Another name', sensitivity: null, version: 2, level: 'PROGRAM' });
      expect(row?.goalIds).toHaveLength(1);
    });

    it.each([
      ['a code that another indicator has', async () => ({ code: 'taken' }), ['DUPLICATE code']],
      [
        'a goal of another ecosystem',
        async () => ({ goalIds: [await goal(await fixture.ecosystem())] }),
        ['OTHER_ECOSYSTEM goalIds.0'],
      ],
      [
        'a goal that does not exist',
        async () => ({ goalIds: [encodeTypeId('goal', newUuid())] }),
        ['NOT_FOUND goalIds.0'],
      ],
      [
        'an organization of another ecosystem',
        async () => ({ definedById: await fixture.organization(await fixture.ecosystem()) }),
        ['OTHER_ECOSYSTEM definedById'],
      ],
      ['an unknown level', async () => ({ level: 'PLANET' }), ['INVALID level']],
    ])('rejects an indicator with %s', async (_case, input, expected) => {
      await fixture.indicator(ecosystemId, { code: 'taken' });
      const command = { ecosystemId, code: 'free', name: 'Events', level: 'PROGRAM', ...(await input()) };
      expect(issuesOf(await fixture.writer.create(indicatorDefinition, command))).toEqual(expected);
    });

    it('rejects an indicator created by an anonymous viewer', async () => {
      const command = { ecosystemId, code: 'free', name: 'Events', level: 'PROGRAM' };
      await expect(new Writer(database, anonymous).create(indicatorDefinition, command)).rejects.toThrow(
        ForbiddenError,
      );
    });
  });

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
        const holding = transact(database, { actor: null }, async (em) => {
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
      await transact(database, { actor: null }, async (within) => {
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

  describe('a dimension', () => {
    let versionId: string;
    let id: string;
    beforeEach(async () => {
      versionId = await fixture.version(await fixture.indicator(ecosystemId));
      id = await fixture.dimension(versionId);
    });

    const categories = async () =>
      (await fixture.read().indicator.categories.ofDimension(uuidOf(id))).map(({ code, parent }) =>
        parent ? `${parent}/${code}` : code,
      );
    const update = async (command: object) =>
      issuesOf(
        await fixture.writer.update(dimensionDefinition, {
          id,
          expectedVersion: await fixture.versionOf(id),
          ...command,
        }),
      );

    it('lists the categories of a dimension in order, with their parents', async () => {
      const ages = [
        { code: '5-8', label: '5 to 8', order: 2 },
        { code: '6', label: '6', order: 1, parent: '5-8' },
        { code: '9', label: '9', order: 3, uri: 'https://example.org/9' },
      ];
      id = await fixture.dimension(versionId, { code: 'age', categories: ages });
      expect(await categories()).toEqual(['5-8/6', '5-8', '9']);
      const listed = await fixture.read().indicator.definitions.dimensions(uuidOf(versionId));
      expect(listed.map(({ code }) => code)).toEqual(['age', 'sex']);
    });

    it('keeps the rows of remaining categories when the categories of a dimension are replaced', async () => {
      const before = await rows();
      expect(await update({ categories: [male, { ...other, parent: 'M' }] })).toEqual([]);
      expect(await categories()).toEqual(['M', 'M/X']);
      expect((await rows()).find(({ code }) => code === 'M')?.id).toBe(before.find(({ code }) => code === 'M')?.id);
      expect(await fixture.versionOf(id)).toBe(2);
    });

    it('keeps the version number of a dimension if an update changes nothing', async () => {
      expect(await update({ label: bySex.label, categories: bySex.categories })).toEqual([]);
      expect(await fixture.versionOf(id)).toBe(1);
    });

    it.each([
      ['a repeated category', [female, female], ['DUPLICATE categories.1.code']],
      ['an unknown parent', [{ ...female, parent: 'Q' }], ['UNKNOWN_CODE categories.0.parent']],
      [
        'a cycle of parents',
        [
          { ...female, parent: 'M' },
          { ...male, parent: 'F' },
        ],
        ['INVALID categories.0.parent', 'INVALID categories.1.parent'],
      ],
    ])('rejects a dimension with %s, when it is created or updated', async (_case, input, expected) => {
      expect(await update({ categories: input })).toEqual(expected);
      const command = { ...bySex, code: 'again', indicatorVersionId: versionId, categories: input };
      expect(issuesOf(await fixture.writer.create(dimensionDefinition, command))).toEqual(expected);
    });

    it('rejects a dimension whose code another dimension of the version has', async () => {
      const command = { ...bySex, indicatorVersionId: versionId };
      expect(issuesOf(await fixture.writer.create(dimensionDefinition, command))).toEqual(['DUPLICATE code']);
    });

    it('rejects the removal of a category that a target refers to', async () => {
      const categories = [{ dimension: 'sex', category: 'F' }];
      await fixture.create(targetDefinition, { indicatorVersionId: versionId, period: '2030', value: '5', categories });
      expect(await update({ categories: [male] })).toEqual(['IMMUTABLE categories']);
      expect(await update({ categories: [female] })).toEqual([]);
    });

    it('rejects changes to a dimension once its version is adopted, except to its visibility', async () => {
      await fixture.adopt(versionId);
      expect(await update({ label: 'Gender', exclusive: false })).toEqual(['IMMUTABLE label', 'IMMUTABLE exclusive']);
      expect(await update({ categories: [female, male, other] })).toEqual(['IMMUTABLE categories']);
      const command = { ...bySex, code: 'again', indicatorVersionId: versionId };
      expect(issuesOf(await fixture.writer.create(dimensionDefinition, command))).toEqual([
        'IMMUTABLE indicatorVersionId',
      ]);
      expect(await update({ visibility: 'MEMBERS' })).toEqual([]);
    });

    it('accepts additional categories of an adopted version if the dimension is not exhaustive', async () => {
      id = await fixture.dimension(versionId, { code: 'region', exhaustive: false });
      await fixture.adopt(versionId);
      expect(await update({ categories: [female, male, other] })).toEqual([]);
      expect(await categories()).toEqual(['F', 'M', 'X']);
      expect(await update({ categories: [female, male] })).toEqual(['IMMUTABLE categories']);
    });

    it('rejects `exclusive` if baselines would then disclose a small group', async () => {
      versionId = await fixture.version(await fixture.indicator(ecosystemId), { countingUnit: 'PEOPLE' });
      id = await fixture.dimension(versionId, { exclusive: false });
      const baseline = { indicatorVersionId: versionId, period: '2020', visibility: 'PUBLIC' };
      const categories = [{ dimension: 'sex', category: 'F' }];
      await fixture.create(baselineDefinition, { ...baseline, value: '100' });
      await fixture.create(baselineDefinition, { ...baseline, value: '97', categories });
      expect(await update({ exclusive: true })).toEqual(['SMALL_GROUP exclusive']);
      expect(await update({ label: 'Gender', exclusive: false })).toEqual([]);
    });

    it('rejects a dimension if the version already has 20', async () => {
      for (let number = 2; number <= 20; number++) await fixture.dimension(versionId, { code: `d${number}` });
      const command = { ...bySex, code: 'd21', indicatorVersionId: versionId };
      expect(issuesOf(await fixture.writer.create(dimensionDefinition, command))).toEqual([
        'TOO_MANY indicatorVersionId',
      ]);
    });

    it('rejects a change to a dimension after a concurrent adoption of its version', async () => {
      await fixture.discuss(versionId);
      const [adopted, changed] = await Promise.all([
        fixture.writer.transition(adoptIndicatorVersion, { id: versionId, expectedVersion: 2 }),
        fixture.writer.update(dimensionDefinition, { id, expectedVersion: 1, label: 'Gender' }),
      ]);
      expect(adopted.ok).toBe(true);
      const [after] = await fixture.read().indicator.definitions.dimensions(uuidOf(versionId));
      expect([issuesOf(changed), after?.label]).toEqual(changed.ok ? [[], 'Gender'] : [['IMMUTABLE label'], 'Sex']);
    });

    // The embedded database has one connection, so that nothing runs concurrently.
    if (engine === 'postgresql') {
      it('rejects a target whose category a concurrent transaction removes', async () => {
        const removed = Promise.withResolvers<void>();
        const proceed = Promise.withResolvers<void>();
        const removal = transact(database, { actor: null }, async (em) => {
          const values = { id, expectedVersion: 1, categories: [male] };
          const outcome = await updateRecord(new UnitOfWork(em, { viewer: localProgram, guards: database.guards }), {
            definition: dimensionDefinition,
            values,
          });
          removed.resolve();
          await proceed.promise;
          return outcome;
        });
        await removed.promise;
        const categories = [{ dimension: 'sex', category: 'F' }];
        const figure = { indicatorVersionId: versionId, period: '2030', value: '5', categories };
        const taken = fixture.writer.create(targetDefinition, figure);
        await waitingOrDone(taken);
        proceed.resolve();
        expect([issuesOf(await removal), issuesOf(await taken)]).toEqual([[], ['UNKNOWN_CODE categories.0.category']]);
      });
    }

    /** Resolves once a connection waits for a lock, or once the work is done without waiting. */
    async function waitingOrDone(work: Promise<unknown>): Promise<void> {
      let isDone = false;
      work.finally(() => {
        isDone = true;
      });
      const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      while (!isDone && (await database.orm.em.fork().execute(waiting)).length === 0);
    }

    async function rows(): Promise<{ id: string; code: string }[]> {
      return database.orm.em
        .fork()
        .execute('select "id", "code" from "category" where "dimension_id" = ?', [uuidOf(id)]);
    }
  });

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
