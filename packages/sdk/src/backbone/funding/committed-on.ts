/** The status of funding, one of `fundingStatuses`, and the dates of its steps. A missing date is unknown. */
export interface DatedSteps {
  status: string;
  committedOn?: string | null | undefined;
  receivedOn?: string | null | undefined;
  declinedOn?: string | null | undefined;
}

/** Whether the money is committed or received on a date. Without a date of the commitment, the current status decides. */
export function isCommittedOn({ status, committedOn, receivedOn, declinedOn }: DatedSteps, on: string): boolean {
  const since = committedOn ?? receivedOn;
  if (status === 'DECLINED') return since != null && since <= on && declinedOn != null && declinedOn > on;
  return status !== 'REQUESTED' && (since ?? on) <= on;
}
