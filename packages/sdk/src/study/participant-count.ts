import type { Code } from '../shared/code.ts';
import { fields, labeledCode, list, nullable, number, omissible, optional, text } from '../shared/input.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';

/**
 * The participants of a count: all of them, those of one sector, or those of all other sectors together, which are too small
 * to be shown.
 */
export const countScopes = ['ALL', 'SECTOR', 'OTHER_SECTORS'] as const;
/** One of {@link countScopes}. */
export type CountScope = (typeof countScopes)[number];

/** Number of participants who mention a code. `sector` is null unless the scope is `SECTOR`. */
export interface ParticipantCount {
  codebookCodeId: string;
  scope: CountScope;
  sector: Code | null;
  /** Number of participants who mention the code, each counted once. */
  participants: number;
  /** Number of participants with an excerpt that was coded or read in the round. */
  base: number;
}

/** The records of one round from which participants are counted. */
export interface CountedRound {
  /** The codes of the round. */
  codes: readonly { id: string }[];
  /** Which participant mentions which code. Codes of other rounds are ignored. */
  codings: readonly { participantId: string; codebookCodeId: string }[];
  /** The participants with an excerpt that a coder read in the round, whether or not a code applied. */
  readings?: readonly { participantId: string }[];
  /** The sectors of participants. Participants without a sector can be omitted. */
  participants?: readonly { id: string; sector: Code | null }[];
  /** Smallest number of participants of a sector. Without it, participants are not counted by sector. */
  minimumBase?: number | null;
}

/** The checks of the fields of a {@link CountedRound} other than its codes. */
export const countedRoundChecks = {
  codings: list(fields<CountedRound['codings'][number]>({ participantId: text, codebookCodeId: text })),
  readings: omissible(list(fields<{ participantId: string }>({ participantId: text }))),
  participants: omissible(
    list(fields<{ id: string; sector: Code | null }>({ id: text, sector: nullable(labeledCode) })),
  ),
  minimumBase: optional(number),
};

const countedRound = fields<CountedRound>({ codes: list(fields<{ id: string }>({ id: text })), ...countedRoundChecks });

/**
 * Counts the participants who mention each code of a round: all participants, and by sector if the study has a minimum base.
 * Empty if no excerpt was coded or read.
 *
 * The base is every participant with an excerpt that was coded or read in the round. Each participant counts once. Sectors
 * with fewer participants than the minimum base, and participants without a sector, are counted together as `OTHER_SECTORS`.
 * If these are fewer than the minimum base too, the smallest other sectors are added to them, so that differencing discloses no
 * smaller number. There are no counts by sector if no sector remains.
 *
 * @example
 * const codes = [{ id: 'trust' }];
 * const codings = [{ participantId: 'p1', codebookCodeId: 'trust' }];
 * unwrap(countParticipants({ codes, codings, readings: [{ participantId: 'p2' }] }));
 * // [{ codebookCodeId: 'trust', scope: 'ALL', sector: null, participants: 1, base: 2 }]
 */
export function countParticipants(round: CountedRound): Outcome<ParticipantCount[]> {
  const malformed = countedRound(round, []);
  if (malformed.length > 0) return refused(...malformed);
  const { codes, readings = [] } = round;
  const mentions = new Map(codes.map(({ id }) => [id, new Set<string>()]));
  for (const { participantId, codebookCodeId } of round.codings) mentions.get(codebookCodeId)?.add(participantId);
  const base = new Set([
    ...[...mentions.values()].flatMap((participants) => [...participants]),
    ...readings.map(({ participantId }) => participantId),
  ]);
  if (base.size === 0) return accepted([]);
  const groups: Group[] = [{ scope: 'ALL', sector: null, participants: base }, ...sectorsOf(round, base)];
  return accepted(
    groups.flatMap(({ scope, sector, participants }) =>
      codes.map(({ id }) => ({
        codebookCodeId: id,
        scope,
        sector,
        participants: mentions.get(id)?.intersection(participants).size ?? 0,
        base: participants.size,
      })),
    ),
  );
}

interface Group {
  scope: CountScope;
  sector: Code | null;
  participants: Set<string>;
}

/** The participants of each sector, largest first, then of the other sectors together. */
function sectorsOf({ participants = [], minimumBase }: CountedRound, base: ReadonlySet<string>): Group[] {
  if (minimumBase == null) return [];
  const bySector = Map.groupBy(
    participants.filter(({ id, sector }) => sector !== null && base.has(id)),
    ({ sector }) => `${sector?.scheme} ${sector?.code}`,
  );
  const sectors = [...bySector]
    .map(([key, members]) => ({ key, sector: members[0]?.sector ?? null, ids: new Set(members.map(({ id }) => id)) }))
    .sort((one, other) => other.ids.size - one.ids.size || (one.key < other.key ? -1 : 1));
  const shown = sectors.filter(({ ids }) => ids.size >= minimumBase);
  const others = () => shown.reduce((rest, { ids }) => rest.difference(ids), new Set(base));
  while (shown.length > 0 && others().size > 0 && others().size < minimumBase) shown.pop();
  if (shown.length === 0) return [];
  return [
    ...shown.map(({ sector, ids }): Group => ({ scope: 'SECTOR', sector, participants: ids })),
    ...(others().size === 0 ? [] : [{ scope: 'OTHER_SECTORS' as const, sector: null, participants: others() }]),
  ];
}
