/** What says when an agenda is in force; days are `YYYY-MM-DD`. */
export interface AgendaTerm {
  id: string;
  /** How far it has come: one of the `agendaStatuses`. */
  status: string;
  ratifiedOn?: string | null;
  supersededOn?: string | null;
}

/**
 * The agenda in force on the day, from the day it was ratified to the day before it was superseded; the one in force now
 * where no day is given. Of several, which only incomplete days can make, the first by id.
 *
 * @example
 * const agendas = [{ id: 'a1', status: 'SUPERSEDED', ratifiedOn: '2024-02-01', supersededOn: '2024-09-01' }] as const;
 * agendaInForce(agendas, '2024-08-31')?.id; // 'a1'
 * agendaInForce(agendas, '2024-09-01'); // undefined
 */
export function agendaInForce<Agenda extends AgendaTerm>(
  agendas: readonly Agenda[],
  on?: string | null,
): Agenda | undefined {
  return agendas
    .filter(({ status, ratifiedOn, supersededOn }) => {
      if (on == null) return status === 'RATIFIED';
      if (status !== 'RATIFIED' && status !== 'SUPERSEDED') return false;
      return (ratifiedOn ?? on) <= on && (supersededOn == null ? status === 'RATIFIED' : supersededOn > on);
    })
    .sort((one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0))[0];
}
