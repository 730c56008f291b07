import type { Criterion, Judgment } from './criterion.ts';
import { type EcosystemRecords, noRecords } from './ecosystem-records.ts';

/** The date of the assessments in tests. */
export const on = '2025-08-31';

/** Returns the result of a criterion for an ecosystem that has only these records. */
export function judgmentOf(criterion: Criterion, records: Partial<EcosystemRecords>): Judgment {
  return criterion.judge({ ...noRecords, on, ...records });
}

/** Returns whether a criterion is met, and its value and threshold in the form `2 of 3`. */
export function scoreOf(criterion: Criterion, records: Partial<EcosystemRecords>): [boolean | null, string] {
  const { met, value, threshold } = judgmentOf(criterion, records);
  return [met, `${value} of ${threshold}`];
}

/** Returns a code of a scheme. */
export function term(scheme: string, code: string): { scheme: string; code: string } {
  return { scheme, code };
}

/** Returns an agenda in force with the goal `goal_1`, and a later version with the goal `goal_later` that continues it. */
export function followedBy(later: {
  status: string;
  ratifiedOn?: string;
}): Pick<EcosystemRecords, 'agendas' | 'goals'> {
  const { agendas, goals } = inForce(1);
  const supersededOn = later.ratifiedOn;
  const first = agendas.map((each) => ({ ...each, status: supersededOn ? 'SUPERSEDED' : 'RATIFIED', supersededOn }));
  return {
    agendas: [...first, { id: 'later', keyTermIds: [], ...later }],
    goals: [...goals, { id: 'goal_later', commonAgendaId: 'later', code: 'G1', order: 0, basedOnId: 'goal_1' }],
  };
}

/** Returns an agenda in force with this number of goals: `G1`, `G2` and so on. */
export function inForce(count: number): Pick<EcosystemRecords, 'agendas' | 'goals'> {
  return {
    agendas: [{ id: 'agenda', status: 'RATIFIED', vision: 'A vision', keyTermIds: ['term'], ratifiedOn: '2024-01-01' }],
    goals: Array.from({ length: count }, (_, at) => ({
      id: `goal_${at + 1}`,
      commonAgendaId: 'agenda',
      code: `G${at + 1}`,
      order: at,
    })),
  };
}
