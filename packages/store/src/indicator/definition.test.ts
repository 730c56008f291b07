import { anonymous, encodeTypeId, ForbiddenError, newUuid, operator } from '@collective-impact/sdk';
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
let make: MeasurementFixture;
let ecosystemId: string;

const [female, male] = bySex.categories;
const other = { code: 'X', label: 'Another', order: 2 };

async function goal(inEcosystem: string, code = 'G1'): Promise<string> {
  const commonAgendaId = await make.create(commonAgendaDefinition, { ecosystemId: inEcosystem });
  return make.create(goalDefinition, { commonAgendaId, code, title: 'Read by nine', visibility: 'PUBLIC' });
}

describe.each(engines)('definitions on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await make.ecosystem();
  });

  afterAll(() => database.close());

  describe('an indicator', () => {
    it('serves goals, which find it, and lists them by code', async () => {
      const goals = [await goal(ecosystemId, 'G2'), await goal(ecosystemId, 'G1')];
      const id = await make.indicator(ecosystemId, { goalIds: goals });
      await make.indicator(ecosystemId);
      const { indicator } = make.read(anonymous);
      const served = await indicator.definitions.goals(uuidOf(id), {});
      expect(served.rows.map(({ code }) => code)).toEqual(['G1', 'G2']);
      const found = await indicator.definitions.indicatorsOfGoal(uuidOf(goals[0] ?? ''), {});
      expect(found.rows.map((row) => row.id)).toEqual([uuidOf(id)]);
      expect(await found.totalCount()).toBe(1);
    });

    it('is found by its code', async () => {
      await make.indicator(ecosystemId, { code: '8-6-1' });
      await make.indicator(ecosystemId, { code: '8-6-2' });
      const list = { page: {}, filter: { code: '8-6-1' } };
      const found = await make.read().indicator.definitions.indicators(uuidOf(ecosystemId), list);
      expect(found.rows.map(({ code }) => code)).toEqual(['8-6-1']);
    });

    it('changes what is said, and clears what is null', async () => {
      const sensitivity = { code: 'high', label: 'High' };
      const id = await make.indicator(ecosystemId, { sensitivity, goalIds: [await goal(ecosystemId)] });
      const command = { id, expectedVersion: 1, name: 'Another name', sensitivity: null };
      expect(issuesOf(await make.writer.update(indicatorDefinition, command))).toEqual([]);
      const row = await make.read().record('indicator', uuidOf(id));
      expect(row).toMatchObject({ name: 'Another name', sensitivity: null, version: 2, level: 'PROGRAM' });
      expect(row?.goalIds).toHaveLength(1);
    });

    it.each([
      ['a code that is taken', async () => ({ code: 'taken' }), ['DUPLICATE code']],
      [
        'a goal elsewhere',
        async () => ({ goalIds: [await goal(await make.ecosystem())] }),
        ['OTHER_ECOSYSTEM goalIds.0'],
      ],
      [
        'a goal that is not there',
        async () => ({ goalIds: [encodeTypeId('goal', newUuid())] }),
        ['NOT_FOUND goalIds.0'],
      ],
      [
        'an organization elsewhere',
        async () => ({ definedById: await make.organization(await make.ecosystem()) }),
        ['OTHER_ECOSYSTEM definedById'],
      ],
      ['an unknown level', async () => ({ level: 'PLANET' }), ['INVALID level']],
    ])('is refused with %s', async (_case, given, expected) => {
      await make.indicator(ecosystemId, { code: 'taken' });
      const command = { ecosystemId, code: 'free', name: 'Events', level: 'PROGRAM', ...(await given()) };
      expect(issuesOf(await make.writer.create(indicatorDefinition, command))).toEqual(expected);
    });

    it('is written by nobody who is anonymous', async () => {
      const command = { ecosystemId, code: 'free', name: 'Events', level: 'PROGRAM' };
      await expect(new Writer(database, anonymous).create(indicatorDefinition, command)).rejects.toThrow(
        ForbiddenError,
      );
    });
  });

  describe('a version', () => {
    it('is numbered in order and begins as a draft', async () => {
      const indicatorId = await make.indicator(ecosystemId);
      await make.version(indicatorId);
      await make.version(indicatorId, { comparability: 'WITH_CAVEAT' });
      const { rows } = await make.read().indicator.definitions.versions(uuidOf(indicatorId), {});
      expect(rows.map(({ number, status }) => [number, status])).toEqual([
        [1, 'DRAFT'],
        [2, 'DRAFT'],
      ]);
    });

    it('gets a number of its own where several are created at once', async () => {
      const indicatorId = await make.indicator(ecosystemId);
      await Promise.all([1, 2, 3, 4].map(() => make.version(indicatorId)));
      const { rows } = await make.read().indicator.definitions.versions(uuidOf(indicatorId), {});
      expect(rows.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    });

    it('keeps its decimals as they are', async () => {
      const indicatorId = await make.indicator(ecosystemId);
      const decimals = { direction: 'MAINTAIN', tolerance: '0.10', multiplier: '1e3' };
      const index = { kind: 'INDEX', aggregationAcrossOrganizations: 'NONE', aggregationOverTime: 'NONE' };
      const id = await make.version(indicatorId, { ...index, ...decimals });
      const row = await make.read().record('indicator_version', uuidOf(id));
      expect(row).toMatchObject({ tolerance: '0.1', multiplier: '1000' });
    });

    it('is refused where its definition does not fit together', async () => {
      const indicatorId = await make.indicator(ecosystemId);
      const command = {
        ...validVersion,
        indicatorId,
        kind: 'RATIO',
        aggregationAcrossOrganizations: 'AVERAGE',
        aggregationOverTime: 'RATIO',
      };
      const outcome = await make.writer.create(indicatorVersionDefinition, command);
      expect(issuesOf(outcome)).toEqual(['NOT_ADDITIVE aggregationAcrossOrganizations']);
    });

    it('goes from draft to discussed, adopted and retired, and not back', async () => {
      const id = await make.version(await make.indicator(ecosystemId));
      const adopt = async () => {
        const command = { id, expectedVersion: await make.versionOf(id) };
        return issuesOf(await make.writer.transition(adoptIndicatorVersion, command));
      };
      expect(await adopt()).toEqual(['ILLEGAL_TRANSITION id']);
      await make.step(discussIndicatorVersion, id);
      expect(await adopt()).toEqual(['REQUIRED id']);
      const said = { saidOn: '2024-01-15', speaker: 'A principal', statement: 'We can count this.' };
      await make.create(discussionEntryDefinition, { indicatorVersionId: id, ...said });
      expect(await adopt()).toEqual([]);
      await make.step(retireIndicatorVersion, id);
      const row = await make.read().record('indicator_version', uuidOf(id));
      expect(row).toMatchObject({ status: 'RETIRED', version: 4 });
      const back = await make.writer.transition(adoptIndicatorVersion, { id, expectedVersion: 4 });
      expect(issuesOf(back)).toEqual(['ILLEGAL_TRANSITION id']);
    });

    it('that is to be maintained is adopted with a tolerance only', async () => {
      const id = await make.version(await make.indicator(ecosystemId), { direction: 'MAINTAIN' });
      await make.discussed(id);
      const adopt = async (expectedVersion: number) =>
        issuesOf(await make.writer.transition(adoptIndicatorVersion, { id, expectedVersion }));
      expect(await adopt(2)).toEqual(['REQUIRED tolerance']);
      const change = { id, expectedVersion: 2, tolerance: '0' };
      expect(issuesOf(await make.writer.update(indicatorVersionDefinition, change))).toEqual([]);
      expect(await adopt(3)).toEqual([]);
    });

    it('never changes once adopted, but for who may see it', async () => {
      const { versionId: id } = await make.adopted(ecosystemId);
      const change = { id, expectedVersion: 3 };
      const redefine = { ...change, definition: 'Something else', kind: 'COUNT' };
      expect(issuesOf(await make.writer.update(indicatorVersionDefinition, redefine))).toEqual([
        'IMMUTABLE definition',
      ]);
      const open = { ...change, visibility: 'MEMBERS' };
      expect(issuesOf(await make.writer.update(indicatorVersionDefinition, open))).toEqual([]);
    });

    it('changes while it is discussed', async () => {
      const id = await make.version(await make.indicator(ecosystemId));
      await make.step(discussIndicatorVersion, id);
      const command = { id, expectedVersion: 2, definition: 'Events held for the public', tolerance: null };
      expect(issuesOf(await make.writer.update(indicatorVersionDefinition, command))).toEqual([]);
    });

    it('is adopted or changed, where both are asked for at once, and not both', async () => {
      const id = await make.version(await make.indicator(ecosystemId));
      await make.discussed(id);
      const outcomes = await Promise.all([
        make.writer.transition(adoptIndicatorVersion, { id, expectedVersion: 2 }),
        make.writer.update(indicatorVersionDefinition, { id, expectedVersion: 2, definition: 'Another' }),
      ]);
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
      expect(outcomes.flatMap(issuesOf)).toEqual(['VERSION_CONFLICT expectedVersion']);
    });

    it('that is adopted last is the adopted one', async () => {
      const { indicatorId } = await make.adopted(ecosystemId);
      const second = await make.version(indicatorId);
      await make.version(indicatorId);
      const adopted = async () => (await make.read().indicator.definitions.adoptedVersion(uuidOf(indicatorId)))?.number;
      expect(await adopted()).toBe(1);
      await make.adopt(second);
      expect(await adopted()).toBe(2);
      await make.step(retireIndicatorVersion, second);
      expect(await adopted()).toBeUndefined();
    });

    it('that follows an adopted one says whether they compare before it is adopted, and is not overtaken', async () => {
      const { indicatorId } = await make.adopted(ecosystemId);
      const second = await make.version(indicatorId, { comparability: null });
      await make.discussed(second);
      const adopt = async (id: string, expectedVersion: number) =>
        issuesOf(await make.writer.transition(adoptIndicatorVersion, { id, expectedVersion }));
      expect(await adopt(second, 2)).toEqual(['REQUIRED comparability']);
      await make.adopt(await make.version(indicatorId));
      const said = { id: second, expectedVersion: 2, comparability: 'NO' };
      expect(issuesOf(await make.writer.update(indicatorVersionDefinition, said))).toEqual([]);
      expect(await adopt(second, 3)).toEqual(['ILLEGAL_TRANSITION id']);
    });

    it('that is adopted retires the one before, which is a change of its own', async () => {
      const { indicatorId, versionId: first } = await make.adopted(ecosystemId);
      const second = await make.version(indicatorId);
      const other = await make.adopted(ecosystemId);
      await make.adopt(second);
      const { rows } = await make.read().indicator.definitions.versions(uuidOf(indicatorId), {});
      expect(rows.map(({ status, version }) => [status, version])).toEqual([
        ['RETIRED', 4],
        ['ADOPTED', 3],
      ]);
      const entries = await database.orm.em
        .fork()
        .execute('select "after" from "audit_entry" where "record_id" = ? order by "id" desc limit 1', [uuidOf(first)]);
      expect(entries).toMatchObject([{ after: { status: 'RETIRED' } }]);
      const left = await make.read().record('indicator_version', uuidOf(other.versionId));
      expect(left?.status).toBe('ADOPTED');
    });

    it('is the only adopted one, also where two are adopted at once', async () => {
      const { indicatorId } = await make.adopted(ecosystemId);
      const drafts = [await make.version(indicatorId), await make.version(indicatorId)];
      for (const id of drafts) await make.discussed(id);
      const outcomes = await Promise.all(
        drafts.map((id) => make.writer.transition(adoptIndicatorVersion, { id, expectedVersion: 2 })),
      );
      expect(outcomes.some(({ ok }) => ok)).toBe(true);
      // Where the later one comes first, the other is overtaken.
      const refusals = outcomes.flatMap(issuesOf);
      expect(refusals.every((issue) => ['DUPLICATE id', 'ILLEGAL_TRANSITION id'].includes(issue))).toBe(true);
      const { rows } = await make.read().indicator.definitions.versions(uuidOf(indicatorId), {});
      expect(rows.filter(({ status }) => status === 'ADOPTED')).toHaveLength(1);
    });

    // The embedded database has one connection: nobody else is there meanwhile.
    if (engine === 'postgresql') {
      it('is not adopted over one that was adopted in the same moment', async () => {
        const { indicatorId, versionId } = await make.adopted(ecosystemId);
        const drafts = [await make.version(indicatorId), await make.version(indicatorId)];
        for (const id of drafts) await make.discussed(id);
        const held = Promise.withResolvers<void>();
        const proceed = Promise.withResolvers<void>();
        const holding = transact(database, { actor: null }, async (em) => {
          await em.execute('select 1 from "indicator_version" where "id" = ? for update', [uuidOf(versionId)]);
          held.resolve();
          await proceed.promise;
        });
        await held.promise;
        const adoptions = drafts.map((id) => make.writer.transition(adoptIndicatorVersion, { id, expectedVersion: 2 }));
        await waiting(2);
        proceed.resolve();
        await holding;
        expect((await Promise.all(adoptions)).flatMap(issuesOf)).toEqual(['DUPLICATE id']);
      });
    }

    it('is the latest of several that were adopted before there could be one only', async () => {
      const indicatorId = await make.indicator(ecosystemId);
      const versions = [await make.version(indicatorId), await make.version(indicatorId)];
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
      const { rows } = await make.read().indicator.definitions.versions(uuidOf(indicatorId), {});
      expect(rows.map(({ status }) => status)).toEqual(['RETIRED', 'ADOPTED']);
    });

    it('is not redefined against its baselines and targets', async () => {
      const id = await make.version(await make.indicator(ecosystemId));
      const figure = { indicatorVersionId: id, value: '5', visibility: 'PUBLIC' };
      await make.create(baselineDefinition, { ...figure, period: '2020' });
      await make.create(targetDefinition, { ...figure, period: '2030' });
      const redefine = async (more: object) =>
        issuesOf(await make.writer.update(indicatorVersionDefinition, { id, expectedVersion: 1, ...more }));
      expect(await redefine({ frequency: 'QUARTER' })).toEqual(['INVALID frequency']);
      expect(
        await redefine({ kind: 'QUALITATIVE', aggregationAcrossOrganizations: 'NONE', aggregationOverTime: 'NONE' }),
      ).toEqual(['INVALID kind']);
      expect(await redefine({ countingUnit: 'PEOPLE' })).toEqual(['SMALL_GROUP countingUnit']);
      expect(await redefine({ countingUnit: 'OTHER', frequency: 'YEAR' })).toEqual([]);
    });

    it('that is closed to the viewer is not there for them', async () => {
      const indicatorId = await make.indicator(ecosystemId);
      const id = await make.version(indicatorId, { visibility: 'MEMBERS' });
      await make.adopt(id);
      const read = make.read(anonymous).indicator.definitions;
      expect(await make.read(anonymous).record('indicator_version', uuidOf(id))).toBeNull();
      expect(await read.adoptedVersion(uuidOf(indicatorId))).toBeNull();
      expect((await read.versions(uuidOf(indicatorId), {})).rows).toEqual([]);
      expect((await make.read(operator).record('indicator_version', uuidOf(id)))?.number).toBe(1);
    });
  });

  /** Answers once so many wait for a lock. */
  async function waiting(number: number): Promise<void> {
    const locks = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    while ((await database.orm.em.fork().execute(locks)).length < number);
  }

  describe('a dimension', () => {
    let versionId: string;
    let id: string;
    beforeEach(async () => {
      versionId = await make.version(await make.indicator(ecosystemId));
      id = await make.dimension(versionId);
    });

    const categories = async () =>
      (await make.read().indicator.categories.ofDimension(uuidOf(id))).map(({ code, parent }) =>
        parent ? `${parent}/${code}` : code,
      );
    const update = async (command: object) =>
      issuesOf(
        await make.writer.update(dimensionDefinition, { id, expectedVersion: await make.versionOf(id), ...command }),
      );

    it('has its categories in order, each within its parent', async () => {
      const ages = [
        { code: '5-8', label: '5 to 8', order: 2 },
        { code: '6', label: '6', order: 1, parent: '5-8' },
        { code: '9', label: '9', order: 3, uri: 'https://example.org/9' },
      ];
      id = await make.dimension(versionId, { code: 'age', categories: ages });
      expect(await categories()).toEqual(['5-8/6', '5-8', '9']);
      const listed = await make.read().indicator.definitions.dimensions(uuidOf(versionId));
      expect(listed.map(({ code }) => code)).toEqual(['age', 'sex']);
    });

    it('has its categories replaced, and those that stay keep their place in figures', async () => {
      const before = await rows();
      expect(await update({ categories: [male, { ...other, parent: 'M' }] })).toEqual([]);
      expect(await categories()).toEqual(['M', 'M/X']);
      expect((await rows()).find(({ code }) => code === 'M')?.id).toBe(before.find(({ code }) => code === 'M')?.id);
      expect(await make.versionOf(id)).toBe(2);
    });

    it('does not change where nothing else is said', async () => {
      expect(await update({ label: bySex.label, categories: bySex.categories })).toEqual([]);
      expect(await make.versionOf(id)).toBe(1);
    });

    it.each([
      ['a category twice', [female, female], ['DUPLICATE categories.1.code']],
      ['an unknown parent', [{ ...female, parent: 'Q' }], ['UNKNOWN_CODE categories.0.parent']],
      [
        'a circle of parents',
        [
          { ...female, parent: 'M' },
          { ...male, parent: 'F' },
        ],
        ['INVALID categories.0.parent', 'INVALID categories.1.parent'],
      ],
    ])('is refused with %s, new or changed', async (_case, given, expected) => {
      expect(await update({ categories: given })).toEqual(expected);
      const command = { ...bySex, code: 'again', indicatorVersionId: versionId, categories: given };
      expect(issuesOf(await make.writer.create(dimensionDefinition, command))).toEqual(expected);
    });

    it('has a code that no other of the version has', async () => {
      const command = { ...bySex, indicatorVersionId: versionId };
      expect(issuesOf(await make.writer.create(dimensionDefinition, command))).toEqual(['DUPLICATE code']);
    });

    it('keeps a category that a target refers to', async () => {
      const categories = [{ dimension: 'sex', category: 'F' }];
      await make.create(targetDefinition, { indicatorVersionId: versionId, period: '2030', value: '5', categories });
      expect(await update({ categories: [male] })).toEqual(['IMMUTABLE categories']);
      expect(await update({ categories: [female] })).toEqual([]);
    });

    it('is fixed once its version is adopted', async () => {
      await make.adopt(versionId);
      expect(await update({ label: 'Gender', exclusive: false })).toEqual(['IMMUTABLE label', 'IMMUTABLE exclusive']);
      expect(await update({ categories: [female, male, other] })).toEqual(['IMMUTABLE categories']);
      const command = { ...bySex, code: 'again', indicatorVersionId: versionId };
      expect(issuesOf(await make.writer.create(dimensionDefinition, command))).toEqual([
        'IMMUTABLE indicatorVersionId',
      ]);
      expect(await update({ visibility: 'MEMBERS' })).toEqual([]);
    });

    it('gets more categories although its version is adopted, where it does not cover everything', async () => {
      id = await make.dimension(versionId, { code: 'region', exhaustive: false });
      await make.adopt(versionId);
      expect(await update({ categories: [female, male, other] })).toEqual([]);
      expect(await categories()).toEqual(['F', 'M', 'X']);
      expect(await update({ categories: [female, male] })).toEqual(['IMMUTABLE categories']);
    });

    it('is not made exclusive against baselines that would tell on few people', async () => {
      versionId = await make.version(await make.indicator(ecosystemId), { countingUnit: 'PEOPLE' });
      id = await make.dimension(versionId, { exclusive: false });
      const baseline = { indicatorVersionId: versionId, period: '2020', visibility: 'PUBLIC' };
      const categories = [{ dimension: 'sex', category: 'F' }];
      await make.create(baselineDefinition, { ...baseline, value: '100' });
      await make.create(baselineDefinition, { ...baseline, value: '97', categories });
      expect(await update({ exclusive: true })).toEqual(['SMALL_GROUP exclusive']);
      expect(await update({ label: 'Gender', exclusive: false })).toEqual([]);
    });

    it('is the last of twenty', async () => {
      for (let number = 2; number <= 20; number++) await make.dimension(versionId, { code: `d${number}` });
      const command = { ...bySex, code: 'd21', indicatorVersionId: versionId };
      expect(issuesOf(await make.writer.create(dimensionDefinition, command))).toEqual(['TOO_MANY indicatorVersionId']);
    });

    it('changes or its version is adopted, where both are asked for at once, never after the adoption', async () => {
      await make.discussed(versionId);
      const [adopted, changed] = await Promise.all([
        make.writer.transition(adoptIndicatorVersion, { id: versionId, expectedVersion: 2 }),
        make.writer.update(dimensionDefinition, { id, expectedVersion: 1, label: 'Gender' }),
      ]);
      expect(adopted.ok).toBe(true);
      const [label] = await make.read().indicator.definitions.dimensions(uuidOf(versionId));
      expect([issuesOf(changed), label?.label]).toEqual(changed.ok ? [[], 'Gender'] : [['IMMUTABLE label'], 'Sex']);
    });

    // The embedded database has one connection: nobody else is there meanwhile.
    if (engine === 'postgresql') {
      it('loses no category that a target takes up at the same moment', async () => {
        const removed = Promise.withResolvers<void>();
        const proceed = Promise.withResolvers<void>();
        const removal = transact(database, { actor: null }, async (em) => {
          const values = { id, expectedVersion: 1, categories: [male] };
          const outcome = await updateRecord(new UnitOfWork(em, { viewer: operator, guards: database.guards }), {
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
        const taken = make.writer.create(targetDefinition, figure);
        await waitingOrDone(taken);
        proceed.resolve();
        expect([issuesOf(await removal), issuesOf(await taken)]).toEqual([[], ['UNKNOWN_CODE categories.0.category']]);
      });
    }

    /** Answers once someone waits for a lock, or the work is done without having to wait. */
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
      versionId = await make.version(await make.indicator(ecosystemId), { kind: 'AMOUNT' });
      await make.dimension(versionId);
    });

    const ofWomen = [{ dimension: 'sex', category: 'F' }];
    const figure = (more: object = {}) => ({ indicatorVersionId: versionId, period: '2020', value: '12.50', ...more });
    const listed = async () => {
      const { definitions, categories } = make.read().indicator;
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

    it('is of all or of a category, by period', async () => {
      await make.create(definition, figure({ period: '2022', categories: ofWomen }));
      await make.create(definition, figure());
      expect(await listed()).toEqual([
        ['2020', '2020-01-01', '12.5', ''],
        ['2022', '2022-01-01', '12.5', 'sex=F'],
      ]);
    });

    it('changes its period, its value and what it is broken down by', async () => {
      const id = await make.create(definition, figure());
      const command = { id, expectedVersion: 1, period: '2021', value: '-1', categories: ofWomen };
      expect(issuesOf(await make.writer.update(definition, command))).toEqual([]);
      expect(await listed()).toEqual([['2021', '2021-01-01', '-1', 'sex=F']]);
      const total = { id, expectedVersion: 2, categories: [] };
      expect(issuesOf(await make.writer.update(definition, total))).toEqual([]);
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
      ['a period that is none', { period: '2020-13' }, ['INVALID period']],
      ['a value that is no number', { value: 'many' }, ['INVALID value']],
      ['a period of another length', { period: '2020-Q1' }, ['INVALID period']],
    ])('is refused with %s', async (_case, more, expected) => {
      expect(issuesOf(await make.writer.create(definition, figure(more)))).toEqual(expected);
      const id = await make.create(definition, figure());
      const changed = await make.writer.update(definition, { id, expectedVersion: 1, ...more });
      expect(issuesOf(changed)).toEqual(expected);
    });

    it('has a value of the kind that the version has', async () => {
      versionId = await make.version(await make.indicator(ecosystemId));
      const create = async (value: string) => issuesOf(await make.writer.create(definition, figure({ value })));
      expect(await create('12.5')).toEqual(['INVALID value']);
      expect(await create('-1')).toEqual(['OUT_OF_RANGE value']);
      expect(await create('12')).toEqual([]);
    });

    it('has a school year of the ecosystem where the version is reported for those', async () => {
      versionId = await make.version(await make.indicator(ecosystemId), { kind: 'AMOUNT', frequency: 'SCHOOL_YEAR' });
      await make.create(definition, figure({ period: '2020-09-01/2021-08-31' }));
      expect(await listed()).toEqual([['SY2020-21', '2020-09-01', '12.5', '']]);
    });

    it('is there once for a period and categories', async () => {
      await make.create(definition, figure({ categories: ofWomen }));
      const again = await make.writer.create(definition, figure({ categories: ofWomen }));
      expect(issuesOf(again)).toEqual(['DUPLICATE period']);
    });
  });
});
