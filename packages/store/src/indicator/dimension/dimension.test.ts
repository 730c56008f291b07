import { localProgram } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { transact } from '../../shared/database/transact.ts';
import { UnitOfWork } from '../../shared/unit-of-work.ts';
import { updateRecord } from '../../shared/writing/record-writing.ts';
import { engines } from '../../testing/engines.ts';
import { bySex, issuesOf, MeasurementFixture, uuidOf } from '../../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { baselineDefinition, targetDefinition } from '../baseline-writer.ts';
import { adoptIndicatorVersion } from '../version/version-writer.ts';
import { dimensionDefinition } from './dimension-writer.ts';

let database: TestDatabase;
let fixture: MeasurementFixture;
let ecosystemId: string;

const [female, male] = bySex.categories;
const other = { code: 'X', label: 'Another', order: 2 };

describe.each(engines)('indicator definitions on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await fixture.ecosystem();
  });

  afterAll(() => database.close());

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
        const removal = transact({ database, actor: null }, async (em) => {
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
});
