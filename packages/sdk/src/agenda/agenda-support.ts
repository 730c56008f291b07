import { day, fields, judgeInput, list, optional, text } from '../shared/input.ts';
import { divideDecimals } from '../shared/numbers/decimal.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';

/** How many organizations of an ecosystem endorse a version of its common agenda. */
export interface AgendaSupport {
  /** Number of organizations that endorse the agenda and have not withdrawn. */
  endorsing: number;
  /** Number of organizations in the ecosystem. */
  organizations: number;
  /** `endorsing` divided by `organizations`: a decimal from 0 to 1, to 6 decimal places. Null if there are no organizations. */
  share: string | null;
}

/** An organization, and the dates on which it joined and left the ecosystem. */
export interface SupportingOrganization {
  id: string;
  joinedOn?: string | null;
  leftOn?: string | null;
}

/** An endorsement of the agenda, and the dates on which it was given and withdrawn. */
export interface CountedEndorsement {
  organizationId: string;
  endorsedOn: string;
  withdrawnOn?: string | null;
}

/** The organizations of an ecosystem, and the endorsements of a version of its agenda. */
export interface SupportRecords {
  organizations: readonly SupportingOrganization[];
  endorsements: readonly CountedEndorsement[];
}

const supportRecords = fields<SupportRecords>({
  organizations: list(fields<SupportingOrganization>({ id: text, joinedOn: optional(day), leftOn: optional(day) })),
  endorsements: list(fields<CountedEndorsement>({ organizationId: text, endorsedOn: day, withdrawnOn: optional(day) })),
});

/**
 * Counts the organizations of an ecosystem on a date (`YYYY-MM-DD`), and how many of them endorse an agenda on that date.
 *
 * An organization is counted from the date it joined to the day before it left. Without a joining date, it is counted on
 * every earlier date. An endorsement is valid from `endorsedOn` to the day before `withdrawnOn`. Endorsements by
 * organizations that are not in `organizations` are excluded.
 *
 * @see Kania & Kramer 2011, common agenda: all participants share one vision
 * @example
 * const records = {
 *   organizations: [{ id: 'museum' }, { id: 'library' }],
 *   endorsements: [{ organizationId: 'museum', endorsedOn: '2024-01-10' }],
 * };
 * unwrap(agendaSupport(records, { on: '2024-02-01' })); // { endorsing: 1, organizations: 2, share: '0.5' }
 */
export function agendaSupport(records: SupportRecords, options: { on: string }): Outcome<AgendaSupport> {
  const malformed = judgeInput(
    { records, options },
    { records: supportRecords, options: fields<{ on: string }>({ on: day }) },
  );
  if (malformed.length > 0) return refused(...malformed);
  return accepted(supportOn(records, options.on));
}

/** The support of an agenda on a date. */
export interface SupportPoint extends AgendaSupport {
  on: string;
}

/**
 * Returns the support of an agenda over time: one point for each date up to `through` on which the agenda was endorsed, an
 * endorsement was withdrawn, or an organization joined or left, in order. The first point is the first endorsement. Each point
 * is counted by {@link agendaSupport}.
 *
 * @example
 * const records = {
 *   organizations: [{ id: 'museum' }, { id: 'library', joinedOn: '2024-03-01' }],
 *   endorsements: [{ organizationId: 'museum', endorsedOn: '2024-01-10', withdrawnOn: '2024-06-30' }],
 * };
 * unwrap(agendaSupportOverTime(records, { through: '2024-12-31' })).map(({ on, share }) => `${on} ${share}`);
 * // ['2024-01-10 1', '2024-03-01 0.5', '2024-06-30 0']
 */
export function agendaSupportOverTime(records: SupportRecords, options: { through: string }): Outcome<SupportPoint[]> {
  const malformed = judgeInput(
    { records, options },
    { records: supportRecords, options: fields<{ through: string }>({ through: day }) },
  );
  if (malformed.length > 0) return refused(...malformed);
  const { organizations, endorsements } = records;
  const ids = new Set(organizations.map(({ id }) => id));
  const counted = endorsements.filter(({ organizationId }) => ids.has(organizationId));
  const first = counted.reduce<string | null>(
    (day, { endorsedOn }) => (day !== null && day < endorsedOn ? day : endorsedOn),
    null,
  );
  if (first === null) return accepted([]);
  const dates = new Set([
    ...counted.flatMap(({ endorsedOn, withdrawnOn }) => [endorsedOn, withdrawnOn ?? endorsedOn]),
    ...organizations.flatMap(({ joinedOn, leftOn }) => [joinedOn ?? first, leftOn ?? first]),
  ]);
  const within = [...dates].filter((on) => on >= first && on <= options.through).sort();
  return accepted(within.map((on) => ({ on, ...supportOn(records, on) })));
}

function supportOn(records: SupportRecords, on: string): AgendaSupport {
  const endorsers = new Set<string>();
  for (const { organizationId, endorsedOn, withdrawnOn } of records.endorsements) {
    if (endorsedOn <= on && (withdrawnOn == null || withdrawnOn > on)) endorsers.add(organizationId);
  }
  let organizations = 0;
  let endorsing = 0;
  for (const { id, joinedOn, leftOn } of records.organizations) {
    if ((joinedOn != null && joinedOn > on) || (leftOn != null && leftOn <= on)) continue;
    organizations += 1;
    if (endorsers.has(id)) endorsing += 1;
  }
  return { endorsing, organizations, share: shareOf(endorsing, organizations) };
}

function shareOf(part: number, whole: number): string | null {
  return divideDecimals(String(part), { by: String(whole), scale: 6 }) ?? null;
}
