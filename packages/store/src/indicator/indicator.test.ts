import { anonymous, encodeTypeId, ForbiddenError, newUuid } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { commonAgendaDefinition, goalDefinition } from '../agenda/index.ts';
import { Writer } from '../shared/writer.ts';
import { engines } from '../testing/engines.ts';
import { issuesOf, MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { indicatorDefinition } from './indicator-writer.ts';

let database: TestDatabase;
let fixture: MeasurementFixture;
let ecosystemId: string;

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
});
