import type { Criterion, Judgement } from './criterion.ts';
import { type EcosystemRecords, noRecords } from './ecosystem-records.ts';

/** The date of the assessments in tests. */
export const on = '2025-08-31';

/** Returns the result of a criterion for an ecosystem that has only these records. */
export function judgementOf(criterion: Criterion, records: Partial<EcosystemRecords>): Judgement {
  return criterion.judge({ ...noRecords, on, ...records });
}

/** Returns whether a criterion is met, and its value and threshold in the form `2 of 3`. */
export function scoreOf(criterion: Criterion, records: Partial<EcosystemRecords>): [boolean | null, string] {
  const { met, value, threshold } = judgementOf(criterion, records);
  return [met, `${value} of ${threshold}`];
}

/** Returns a code of a scheme. */
export function term(scheme: string, code: string): { scheme: string; code: string } {
  return { scheme, code };
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
