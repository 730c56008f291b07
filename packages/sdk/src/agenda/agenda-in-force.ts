import { day, fields, judgeInput, list, oneOf, optional, text } from '../shared/input.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';
import { agendaStatuses } from './agenda-life-cycle.ts';

/** What says when an agenda is in force; days are `YYYY-MM-DD`. */
export interface AgendaTerm {
  id: string;
  /** How far it has come: one of the `agendaStatuses`. */
  status: string;
  ratifiedOn?: string | null;
  supersededOn?: string | null;
}

const agendaTerm = fields<AgendaTerm>({
  id: text,
  status: oneOf(agendaStatuses),
  ratifiedOn: optional(day),
  supersededOn: optional(day),
});

/**
 * The agenda in force on the day, from the day it was ratified to the day before it was superseded; the one in force now
 * where no day is given. Of several, which only incomplete days can make, the first by id.
 *
 * @example
 * const agendas = [{ id: 'a1', status: 'SUPERSEDED', ratifiedOn: '2024-02-01', supersededOn: '2024-09-01' }] as const;
 * unwrap(agendaInForce(agendas, '2024-08-31'))?.id; // 'a1'
 * unwrap(agendaInForce(agendas, '2024-09-01')); // undefined
 */
export function agendaInForce<Agenda extends AgendaTerm>(
  agendas: readonly Agenda[],
  on?: string | null,
): Outcome<Agenda | undefined> {
  const malformed = judgeInput({ agendas, on }, { agendas: list(agendaTerm), on: optional(day) });
  if (malformed.length > 0) return refused(...malformed);
  const inForce = agendas
    .filter(({ status, ratifiedOn, supersededOn }) => {
      if (on == null) return status === 'RATIFIED';
      if (status !== 'RATIFIED' && status !== 'SUPERSEDED') return false;
      return (ratifiedOn ?? on) <= on && (supersededOn == null ? status === 'RATIFIED' : supersededOn > on);
    })
    .sort((one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0));
  return accepted(inForce[0]);
}
