import { day, fields, flag, judgeInput, list, nullable } from '../shared/input.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';

/** The states of a sharing agreement, see {@link sharingStatus}. */
export const sharingStatuses = [
  'OFFERED',
  'SCHEDULED',
  'IN_FORCE',
  'SUSPENDED',
  'SUPERSEDED',
  'EXPIRED',
  'ENDED',
] as const;

/** One of {@link sharingStatuses}. */
export type SharingStatus = (typeof sharingStatuses)[number];

/** A sharing agreement on a day. Days are `YYYY-MM-DD` in the time zone of the ecosystem that shares. */
export interface SharingState {
  /** The first and the last day. The last is null if there is none. */
  readonly startsOn: string;
  readonly endsOn: string | null;
  /** Whether the network has accepted it. */
  readonly isAccepted: boolean;
  /** Whether either side has ended its half. */
  readonly isEnded: boolean;
  /** The accepted agreements of the same two ecosystems with higher numbers. */
  readonly later: readonly { readonly startsOn: string; readonly isEnded: boolean }[];
  /** Days on which both sides have recorded that the ecosystem is a member of the network. */
  readonly memberships: readonly { readonly from: string; readonly until: string | null }[];
  /** Whether networks may see the ecosystem: its visibility is PUBLIC or NETWORK. */
  readonly isOpen: boolean;
}

/**
 * The status of a sharing agreement on a day. Only `IN_FORCE` shares records.
 *
 * - `ENDED`: one of the sides has ended it.
 * - `SUPERSEDED`: a later agreement was accepted and has begun, or was ended. Ending the latest agreement ends all sharing.
 * - `EXPIRED`: its last day has passed.
 * - `OFFERED`: the network has not accepted it.
 * - `SCHEDULED`: its first day has not come.
 * - `SUSPENDED`: the ecosystem is not a member of the network on this day, or does not let networks see it.
 */
export function sharingStatus(agreement: SharingState, today: string): Outcome<SharingStatus> {
  const malformed = judgeInput(
    { agreement, today },
    {
      agreement: fields<SharingState>({
        startsOn: day,
        endsOn: nullable(day),
        isAccepted: flag,
        isEnded: flag,
        later: list(fields<SharingState['later'][number]>({ startsOn: day, isEnded: flag })),
        memberships: list(fields<SharingState['memberships'][number]>({ from: day, until: nullable(day) })),
        isOpen: flag,
      }),
      today: day,
    },
  );
  if (malformed.length > 0) return refused(...malformed);
  const { startsOn, endsOn, isAccepted, isEnded, later, memberships, isOpen } = agreement;
  const isMember = memberships.some(({ from, until }) => from <= today && (until === null || until >= today));
  if (isEnded) return accepted('ENDED');
  if (later.some((each) => each.isEnded || each.startsOn <= today)) return accepted('SUPERSEDED');
  if (endsOn !== null && endsOn < today) return accepted('EXPIRED');
  if (!isAccepted) return accepted('OFFERED');
  if (startsOn > today) return accepted('SCHEDULED');
  return accepted(isMember && isOpen ? 'IN_FORCE' : 'SUSPENDED');
}
