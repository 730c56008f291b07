import { encodeTypeId, newUuid } from '@collective-impact/sdk';
import { type AgendaStatus, agendaStatuses } from '@collective-impact/sdk/agenda';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AgendaFixture, uuid } from '../testing/agenda.fixture.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { reviseCommonAgenda } from './agenda-revision.ts';
import { commonAgendaDefinition, proposeCommonAgenda, ratifyCommonAgenda } from './agenda-writer.ts';
import { endorsementDefinition, withdrawEndorsement } from './endorsement-writer.ts';
import { goalDefinition } from './goal-writer.ts';

/** What can be done, and how often it is tried. */
const commands = {
  create: 1,
  revise: 1,
  addGoal: 2,
  changeGoal: 4,
  changeVision: 3,
  propose: 4,
  ratify: 4,
  endorse: 4,
  withdraw: 1,
};

/** A command, the version it is about, and a day, each by a number that is taken as far as there are such. */
interface Given {
  command: keyof typeof commands;
  at: number;
  day: number;
}

const given: fc.Arbitrary<Given> = fc.record({
  command: fc.oneof(
    ...Object.entries(commands).map(([command, weight]) => ({
      arbitrary: fc.constant(command as Given['command']),
      weight,
    })),
  ),
  at: fc.nat(2),
  day: fc.integer({ min: 1, max: 9 }),
});

interface Version {
  id: string;
  status: AgendaStatus;
  /** Everything that was agreed on. */
  says: string;
  endorsements: number;
}

let database: TestDatabase;
let make: AgendaFixture;

async function versionsOf(ecosystemId: string): Promise<Version[]> {
  const { agenda } = make.read();
  const { rows } = await agenda.agendas(uuid(ecosystemId), { first: 100 });
  return Promise.all(
    rows.map(async ({ id, status, vision }) => {
      const goals = (await agenda.goals(id, { first: 100 })).rows.map(({ code, title }) => [code, title]);
      const endorsements = await (await agenda.endorsements.ofAgenda(id, { page: {}, filter: {} })).totalCount();
      return { id, status, says: JSON.stringify([vision, goals]), endorsements };
    }),
  );
}

/** What a sequence is carried out on. */
interface Initiative {
  ecosystemId: string;
  organizations: string[];
}

/** The version that a command is about, with the first of its goals and endorsements. */
interface Subject {
  about: { id: string; expectedVersion: number };
  goal: string | null;
  endorsement: string | null;
  on: string;
  organizationId: string | undefined;
}

const carryOut: Record<Given['command'], (place: Initiative, subject: Subject) => Promise<unknown>> = {
  create: ({ ecosystemId }) => make.writer.create(commonAgendaDefinition, { ecosystemId, vision: 'First' }),
  revise: (_place, { about }) => reviseCommonAgenda(make.writer, { id: about.id }),
  addGoal: (_place, { about }) =>
    make.writer.create(goalDefinition, { commonAgendaId: about.id, code: newUuid(), title: 'More' }),
  changeGoal: async (_place, { goal }) => goal && make.update(goalDefinition, goal, { title: newUuid() }),
  changeVision: (_place, { about }) => make.writer.update(commonAgendaDefinition, { ...about, vision: newUuid() }),
  propose: (_place, { about, on }) => make.writer.transition(proposeCommonAgenda, { ...about, proposedOn: on }),
  ratify: (_place, { about, on }) => make.writer.transition(ratifyCommonAgenda, { ...about, ratifiedOn: on }),
  endorse: (_place, { about, organizationId, on }) =>
    make.writer.create(endorsementDefinition, { commonAgendaId: about.id, organizationId, endorsedOn: on }),
  withdraw: async (_place, { endorsement, on }) =>
    endorsement && make.step(withdrawEndorsement, endorsement, { withdrawnOn: on }),
};

/** What a command is about, null where there is no version yet. */
async function subjectOf({ ecosystemId, organizations }: Initiative, { at, day }: Given): Promise<Subject | null> {
  const { agenda } = make.read();
  const { rows } = await agenda.agendas(uuid(ecosystemId), { first: 100 });
  const version = rows[at % Math.max(rows.length, 1)];
  if (!version) return null;
  const [goal] = (await agenda.goals(version.id, {})).rows;
  const [endorsement] = (await agenda.endorsements.ofAgenda(version.id, { page: {}, filter: {} })).rows;
  return {
    about: { id: encodeTypeId('common_agenda', version.id), expectedVersion: version.version },
    goal: goal ? encodeTypeId('goal', goal.id) : null,
    endorsement: endorsement ? encodeTypeId('endorsement', endorsement.id) : null,
    on: `2024-01-0${day}`,
    organizationId: organizations[day % organizations.length],
  };
}

describe.each(engines)('whatever sequence of commands is given on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new AgendaFixture(database);
  });

  afterAll(() => database.close());

  it('leaves at most one agenda in force, what was proposed as it was, and no draft endorsed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(given, { minLength: 15, maxLength: 30 }), async (sequence) => {
        const ecosystemId = await make.ecosystem();
        const organizations = [await make.organization(ecosystemId), await make.organization(ecosystemId)];
        const place = { ecosystemId, organizations };
        await make.agenda(ecosystemId);
        let before: Version[] = [];
        for (const one of sequence) {
          const subject = await subjectOf(place, one);
          if (subject) await carryOut[one.command](place, subject);
          else await make.writer.create(commonAgendaDefinition, { ecosystemId, vision: 'First' });
          const after = await versionsOf(ecosystemId);
          expect(after.filter(({ status }) => status === 'RATIFIED').length).toBeLessThanOrEqual(1);
          expect(after.filter(({ status, endorsements }) => status === 'DRAFT' && endorsements > 0)).toEqual([]);
          for (const version of before.filter(({ status }) => status !== 'DRAFT')) {
            const now = after.find(({ id }) => id === version.id);
            expect(now?.says).toBe(version.says);
            expect(agendaStatuses.indexOf(now?.status as AgendaStatus)).toBeGreaterThanOrEqual(
              agendaStatuses.indexOf(version.status),
            );
          }
          before = after;
        }
      }),
      { numRuns: process.env.TEST_LONG ? 300 : 12 },
    );
  });

  it('reaches every state', async () => {
    const ecosystemId = await make.ecosystem();
    const place = { ecosystemId, organizations: [await make.organization(ecosystemId)] };
    const sequence: [Given['command'], number][] = [
      ...([
        ['create', 0],
        ['addGoal', 0],
        ['propose', 0],
        ['endorse', 0],
        ['ratify', 0],
      ] as const),
      ...([
        ['revise', 0],
        ['propose', 1],
        ['ratify', 1],
        ['revise', 1],
        ['propose', 2],
        ['revise', 2],
      ] as const),
    ] as [Given['command'], number][];
    for (const [command, at] of sequence) {
      const subject = await subjectOf(place, { command, at, day: 5 });
      if (subject) await carryOut[command](place, subject);
      else await make.writer.create(commonAgendaDefinition, { ecosystemId, vision: 'First' });
    }
    expect((await versionsOf(ecosystemId)).map(({ status, endorsements }) => [status, endorsements])).toEqual([
      ['SUPERSEDED', 1],
      ['RATIFIED', 0],
      ['PROPOSED', 0],
      ['DRAFT', 0],
    ]);
  });
});
