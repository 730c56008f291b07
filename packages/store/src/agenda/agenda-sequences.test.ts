import { encodeTypeId, newUuid } from '@collective-impact/sdk';
import { type AgendaStatus, agendaStatuses } from '@collective-impact/sdk/agenda';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AgendaFixture, uuidOf } from '../testing/agenda.fixture.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { reviseCommonAgenda } from './agenda-revision.ts';
import { commonAgendaDefinition, proposeCommonAgenda, ratifyCommonAgenda } from './agenda-writer.ts';
import { endorsementDefinition, withdrawEndorsement } from './endorsement-writer.ts';
import { goalDefinition } from './goal-writer.ts';

/** The commands, and their relative frequency. */
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

/** A command. `agenda` selects the agenda version and `day` the date and organization, modulo their number. */
interface DrawnCommand {
  command: keyof typeof commands;
  agenda: number;
  day: number;
}

const drawnCommand: fc.Arbitrary<DrawnCommand> = fc.record({
  command: fc.oneof(
    ...Object.entries(commands).map(([command, weight]) => ({
      arbitrary: fc.constant(command as DrawnCommand['command']),
      weight,
    })),
  ),
  agenda: fc.nat(2),
  day: fc.integer({ min: 1, max: 9 }),
});

interface Version {
  id: string;
  status: AgendaStatus;
  /** Vision and goals as JSON. */
  content: string;
  endorsements: number;
}

let database: TestDatabase;
let fixture: AgendaFixture;

async function versionsOf(ecosystemId: string): Promise<Version[]> {
  const { agenda } = fixture.read();
  const { rows } = await agenda.agendas(uuidOf(ecosystemId), { first: 100 });
  return Promise.all(
    rows.map(async ({ id, status, vision }) => {
      const goals = (await agenda.goals(id, { first: 100 })).rows.map(({ code, title }) => [code, title]);
      const endorsements = await (await agenda.endorsements.ofAgenda(id, { page: {}, filter: {} })).totalCount();
      return { id, status, content: JSON.stringify([vision, goals]), endorsements };
    }),
  );
}

/** The ecosystem of a sequence, and its organizations. */
interface Initiative {
  ecosystemId: string;
  organizations: string[];
}

/** The values for a command: an agenda version, its first goal and endorsement, a date and an organization. */
interface Target {
  agenda: { id: string; expectedVersion: number };
  goal: string | null;
  endorsement: string | null;
  on: string;
  organizationId: string | undefined;
}

const run: Record<DrawnCommand['command'], (initiative: Initiative, target: Target) => Promise<unknown>> = {
  create: ({ ecosystemId }) => fixture.writer.create(commonAgendaDefinition, { ecosystemId, vision: 'First' }),
  revise: (_initiative, { agenda }) => reviseCommonAgenda(fixture.writer, { id: agenda.id }),
  addGoal: (_initiative, { agenda }) =>
    fixture.writer.create(goalDefinition, { commonAgendaId: agenda.id, code: newUuid(), title: 'More' }),
  changeGoal: async (_initiative, { goal }) => goal && fixture.update(goalDefinition, goal, { title: newUuid() }),
  changeVision: (_initiative, { agenda }) =>
    fixture.writer.update(commonAgendaDefinition, { ...agenda, vision: newUuid() }),
  propose: (_initiative, { agenda, on }) =>
    fixture.writer.transition(proposeCommonAgenda, { ...agenda, proposedOn: on }),
  ratify: (_initiative, { agenda, on }) => fixture.writer.transition(ratifyCommonAgenda, { ...agenda, ratifiedOn: on }),
  endorse: (_initiative, { agenda, organizationId, on }) =>
    fixture.writer.create(endorsementDefinition, { commonAgendaId: agenda.id, organizationId, endorsedOn: on }),
  withdraw: async (_initiative, { endorsement, on }) =>
    endorsement && fixture.transition(withdrawEndorsement, endorsement, { withdrawnOn: on }),
};

/** The target of a command. Null if there is no agenda yet. */
async function targetOf(
  { ecosystemId, organizations }: Initiative,
  { agenda: at, day }: DrawnCommand,
): Promise<Target | null> {
  const { agenda } = fixture.read();
  const { rows } = await agenda.agendas(uuidOf(ecosystemId), { first: 100 });
  const version = rows[at % Math.max(rows.length, 1)];
  if (!version) return null;
  const [goal] = (await agenda.goals(version.id, {})).rows;
  const [endorsement] = (await agenda.endorsements.ofAgenda(version.id, { page: {}, filter: {} })).rows;
  return {
    agenda: { id: encodeTypeId('common_agenda', version.id), expectedVersion: version.version },
    goal: goal ? encodeTypeId('goal', goal.id) : null,
    endorsement: endorsement ? encodeTypeId('endorsement', endorsement.id) : null,
    on: `2024-01-0${day}`,
    organizationId: organizations[day % organizations.length],
  };
}

describe.each(engines)('every sequence of agenda commands on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new AgendaFixture(database);
  });

  afterAll(() => database.close());

  it('keeps at most one agenda in force, proposed agendas unchanged, and drafts without endorsements', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(drawnCommand, { minLength: 15, maxLength: 30 }), async (sequence) => {
        const ecosystemId = await fixture.ecosystem();
        const organizations = [await fixture.organization(ecosystemId), await fixture.organization(ecosystemId)];
        const initiative = { ecosystemId, organizations };
        await fixture.agenda(ecosystemId);
        let before: Version[] = [];
        for (const drawn of sequence) {
          const target = await targetOf(initiative, drawn);
          if (target) await run[drawn.command](initiative, target);
          else await fixture.writer.create(commonAgendaDefinition, { ecosystemId, vision: 'First' });
          const after = await versionsOf(ecosystemId);
          expect(after.filter(({ status }) => status === 'RATIFIED').length).toBeLessThanOrEqual(1);
          expect(after.filter(({ status, endorsements }) => status === 'DRAFT' && endorsements > 0)).toEqual([]);
          for (const version of before.filter(({ status }) => status !== 'DRAFT')) {
            const now = after.find(({ id }) => id === version.id);
            expect(now?.content).toBe(version.content);
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

  it('can reach every status', async () => {
    const ecosystemId = await fixture.ecosystem();
    const initiative = { ecosystemId, organizations: [await fixture.organization(ecosystemId)] };
    const sequence: [DrawnCommand['command'], number][] = [
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
    ] as [DrawnCommand['command'], number][];
    for (const [command, at] of sequence) {
      const target = await targetOf(initiative, { command, agenda: at, day: 5 });
      if (target) await run[command](initiative, target);
      else await fixture.writer.create(commonAgendaDefinition, { ecosystemId, vision: 'First' });
    }
    expect((await versionsOf(ecosystemId)).map(({ status, endorsements }) => [status, endorsements])).toEqual([
      ['SUPERSEDED', 1],
      ['RATIFIED', 0],
      ['PROPOSED', 0],
      ['DRAFT', 0],
    ]);
  });
});
