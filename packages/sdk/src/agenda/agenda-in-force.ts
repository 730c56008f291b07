import { day, fields, judgeInput, list, oneOf, optional, text } from '../shared/input.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';
import { agendaStatuses } from './agenda-life-cycle.ts';

/** The fields of an agenda that determine when it is in force. Dates are `YYYY-MM-DD`. */
export interface DatedAgenda {
  id: string;
  /** One of the `agendaStatuses`. */
  status: string;
  ratifiedOn?: string | null;
  supersededOn?: string | null;
}

const datedAgenda = fields<DatedAgenda>({
  id: text,
  status: oneOf(agendaStatuses),
  ratifiedOn: optional(day),
  supersededOn: optional(day),
});

/**
 * The agenda in force on a date (`YYYY-MM-DD`), or now if `on` is missing. Undefined if there is none.
 *
 * An agenda is in force from the date it was ratified to the day before it was superseded. A RATIFIED agenda without
 * `ratifiedOn` is in force on every date. If incomplete dates put several agendas in force, returns the first by id.
 *
 * @example
 * const agendas = [{ id: 'a1', status: 'SUPERSEDED', ratifiedOn: '2024-02-01', supersededOn: '2024-09-01' }] as const;
 * unwrap(agendaInForce(agendas, '2024-08-31'))?.id; // 'a1'
 * unwrap(agendaInForce(agendas, '2024-09-01')); // undefined
 */
export function agendaInForce<Agenda extends DatedAgenda>(
  agendas: readonly Agenda[],
  on?: string | null,
): Outcome<Agenda | undefined> {
  const malformed = judgeInput({ agendas, on }, { agendas: list(datedAgenda), on: optional(day) });
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
