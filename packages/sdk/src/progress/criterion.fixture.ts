import type { Criterion, Judgement } from './criterion.ts';
import { type EcosystemRecords, noRecords } from './ecosystem-records.ts';

/** The day for which tests judge. */
export const on = '2025-08-31';

/** What a criterion answers where nothing else is recorded. */
export function judged(criterion: Criterion, records: Partial<EcosystemRecords>): Judgement {
  return criterion.judge({ ...noRecords, on, ...records });
}

/** The heart of an answer: whether it is met, and how much of what is asked for is there. */
export function scoreOf(criterion: Criterion, records: Partial<EcosystemRecords>): [boolean | null, string] {
  const { met, value, threshold } = judged(criterion, records);
  return [met, `${value} of ${threshold}`];
}

/** A term of one of our lists. */
export function term(scheme: string, code: string): { scheme: string; code: string } {
  return { scheme, code };
}

/** An agenda in force with goals `G1`, `G2` …, as many as asked for. */
export function inForce(count: number): Pick<EcosystemRecords, 'agendas' | 'goals'> {
  return {
    agendas: [{ id: 'agenda', status: 'RATIFIED', vision: 'A vision', ratifiedOn: '2024-01-01' }],
    goals: Array.from({ length: count }, (_, at) => ({
      id: `goal_${at + 1}`,
      commonAgendaId: 'agenda',
      code: `G${at + 1}`,
      order: at,
    })),
  };
}
