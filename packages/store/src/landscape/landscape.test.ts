import { anonymous, localProgram, type Viewer } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { goalDefinition } from '../agenda/index.ts';
import { indicatorDefinition } from '../indicator/index.ts';
import { AgendaFixture, issuesOf, uuidOf } from '../testing/agenda.fixture.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { statementsOf } from '../testing/statements-of.ts';
import { gapDefinition, landscapeScanDefinition } from './landscape-writer.ts';

let database: TestDatabase;
let fixture: AgendaFixture;
let ecosystemId: string;
let scan: string;

const scanOf = (values = {}) =>
  fixture.create(landscapeScanDefinition, { ecosystemId, title: 'Autumn', scannedOn: '2023-10-27', ...values });
const gapOf = (statement: string, values = {}) =>
  fixture.create(gapDefinition, { landscapeScanId: scan, aspect: 'ACCESS', statement, ...values });

async function statementsIn(
  of: { kind: 'ecosystem' | 'scan' | 'indicator' | 'goal'; id: string },
  { filter = {}, viewer = localProgram }: { filter?: object; viewer?: Viewer } = {},
): Promise<string[]> {
  const list = { page: {}, filter };
  const { rows } = await fixture.read(viewer).landscape.gaps({ kind: of.kind, id: uuidOf(of.id) }, list);
  return rows.map(({ statement }) => statement);
}

describe.each(engines)('landscape scans and gaps on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new AgendaFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await fixture.ecosystem();
    scan = await scanOf();
  });

  afterAll(() => database.close());

  it('are listed by date', async () => {
    await scanOf({ title: 'Spring', scannedOn: '2023-04-02', reportUrl: 'https://example.org/spring' });
    const { rows } = await fixture.read().landscape.scans(uuidOf(ecosystemId), {});
    expect(rows.map(({ title }) => title)).toEqual(['Spring', 'Autumn']);
  });

  it('are listed by priority, and filtered by aspect and by whether a goal addresses them', async () => {
    const { goal } = await fixture.agenda(ecosystemId);
    await gapOf('Far', { priority: 5, aspect: 'QUALITY' });
    await gapOf('Middling');
    await gapOf('Near', { priority: 1, goalId: goal });
    const ecosystem = { kind: 'ecosystem', id: ecosystemId } as const;
    expect(await statementsIn(ecosystem)).toEqual(['Near', 'Middling', 'Far']);
    expect(await statementsIn({ kind: 'scan', id: scan }, { filter: { aspect: 'ACCESS' } })).toEqual([
      'Near',
      'Middling',
    ]);
    expect(await statementsIn(ecosystem, { filter: { addressed: true } })).toEqual(['Near']);
    expect(await statementsIn(ecosystem, { filter: { addressed: false } })).toEqual(['Middling', 'Far']);
  });

  it('reject a priority outside 1 to 5 and an unknown aspect', async () => {
    const gap = { landscapeScanId: scan, aspect: 'ACCESS', statement: 'Far' };
    for (const priority of [0, 6]) {
      expect(issuesOf(await fixture.writer.create(gapDefinition, { ...gap, priority }))).toEqual([
        'OUT_OF_RANGE priority',
      ]);
    }
    expect(issuesOf(await fixture.writer.create(gapDefinition, { ...gap, aspect: 'MONEY' }))).toEqual([
      'INVALID aspect',
    ]);
  });

  it('reject goals and indicators of another ecosystem, and are listed for their indicator', async () => {
    const elsewhere = await fixture.ecosystem();
    const { goal } = await fixture.agenda(elsewhere);
    const indicator = (ofEcosystem: string) =>
      fixture.create(indicatorDefinition, {
        ecosystemId: ofEcosystem,
        code: 'I1',
        name: 'Places',
        level: 'POPULATION',
      });
    const gap = { landscapeScanId: scan, aspect: 'ACCESS', statement: 'Far' };
    const outcome = await fixture.writer.create(gapDefinition, {
      ...gap,
      goalId: goal,
      indicatorId: await indicator(elsewhere),
    });
    expect(issuesOf(outcome).sort()).toEqual(['OTHER_ECOSYSTEM goalId', 'OTHER_ECOSYSTEM indicatorId']);
    const indicatorId = await indicator(ecosystemId);
    await gapOf('Measured', { indicatorId });
    expect(await statementsIn({ kind: 'indicator', id: indicatorId })).toEqual(['Measured']);
  });

  it('are listed for the goals of later versions that continue the goal that addresses them', async () => {
    const first = await fixture.agenda(ecosystemId, 'RATIFIED');
    const second = await fixture.agenda(ecosystemId);
    const third = await fixture.agenda(ecosystemId);
    const next = (commonAgendaId: string, values: object) =>
      fixture.create(goalDefinition, { commonAgendaId, code: 'N', title: 'Next', ...values });
    const later = await next(second.id, { basedOnId: first.goal });
    const latest = await next(third.id, { basedOnId: later });
    await gapOf('Old', { goalId: first.goal });
    await gapOf('New', { goalId: latest, priority: 1 });
    expect(await statementsIn({ kind: 'goal', id: first.goal })).toEqual(['Old']);
    expect(await statementsIn({ kind: 'goal', id: later })).toEqual(['Old']);
    expect(await statementsIn({ kind: 'goal', id: latest })).toEqual(['New', 'Old']);
    expect(await statementsIn({ kind: 'goal', id: third.goal })).toEqual([]);
    await fixture.update(goalDefinition, later, { visibility: 'RESTRICTED' });
    expect(await statementsIn({ kind: 'goal', id: latest }, { viewer: anonymous })).toEqual(['New']);
  });

  it('count as addressed only if the viewer may see the goal', async () => {
    const { id } = await fixture.agenda(ecosystemId);
    const values = { commonAgendaId: id, code: 'H', title: 'Hidden', visibility: 'RESTRICTED' };
    await gapOf('Far', { goalId: await fixture.create(goalDefinition, values) });
    const ecosystem = { kind: 'ecosystem', id: ecosystemId } as const;
    expect(await statementsIn(ecosystem, { filter: { addressed: true } })).toEqual(['Far']);
    expect(await statementsIn(ecosystem, { filter: { addressed: true }, viewer: anonymous })).toEqual([]);
    expect(await statementsIn(ecosystem, { filter: { addressed: false }, viewer: anonymous })).toEqual(['Far']);
  });

  it('are read with one statement for the lists of several goals', async () => {
    const goals = [await fixture.agenda(ecosystemId), await fixture.agenda(ecosystemId)].map(({ goal }) =>
      uuidOf(goal),
    );
    const { landscape } = fixture.read();
    const { statements } = await statementsOf(database, () =>
      Promise.all(goals.map((id) => landscape.gaps({ kind: 'goal', id }, { page: {}, filter: {} }))),
    );
    expect(statements).toHaveLength(1);
  });
});
