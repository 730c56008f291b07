import { breakdownKey, type CategoryReference } from '../../indicator/index.ts';
import { type PeriodRange, parsePeriod, periodRange, type YearStarts } from '../../period/index.ts';
import type { Code } from '../../shared/code.ts';
import type { PartialFigure } from './aggregate/partial-figure.ts';
import { MembersByPlace } from './coverage/members-by-place.ts';
import { isMemberDuring, isMemberOn, isMemberThroughout } from './coverage/membership.ts';
import type { RollUpOver } from './roll-up-figure.ts';
import type { RollUpPart } from './roll-up-part.ts';
import { explainOverlap, hierarchiesOf, isSamePlace } from './roll-up-places.ts';
import type {
  AbsentMembers,
  ClosedReporters,
  Compares,
  ExpectedCount,
  RollUpKey,
  RollUpMember,
  RollUpRequest,
  RollUpVersion,
  UnreportedPeriod,
} from './roll-up-request.ts';
import type { GapOfEcosystem } from './select-periods.ts';

/** A member with a release for a period. */
export interface PresentMember {
  ecosystemId: string;
  counted: Pick<PartialFigure, 'figures'>;
  /** Whether every organization reported `NOT_APPLICABLE`. */
  isNotApplicable: boolean;
}

/** Looks up the parts of a request. */
export class RollUpContext {
  readonly #request: RollUpRequest;
  readonly #versions: ReadonlyMap<string, RollUpVersion>;
  readonly #kept: string | null;
  readonly #hierarchies: ReturnType<typeof hierarchiesOf>;
  #byPlace: MembersByPlace | undefined;
  /** By released period and place: ids of the organizations with parts, in all (null) and by categories. */
  #reporters: Map<string, Map<string | null, Set<string>>> | undefined;
  /** By organization. */
  #unreported: ReadonlyMap<string, readonly UnreportedPeriod[]> | undefined;

  constructor(request: RollUpRequest) {
    this.#request = request;
    this.#versions = new Map(request.versions.map((version) => [version.id, version]));
    this.#kept = request.by ? keyOfCodes(request.by) : null;
    this.#hierarchies = hierarchiesOf(request.places);
  }

  /** The codes of the requested periods. Null for every period with figures. */
  get periods(): readonly string[] | null {
    return this.#request.periods;
  }

  get #members(): readonly RollUpMember[] {
    return this.#request.members ?? [];
  }

  isOver(over: RollUpOver): boolean {
    return this.#request.over.includes(over);
  }

  /** Why figures of the places of these parts of a release are not added up, as a sentence. Null if they can be. */
  overlapOfPlaces(
    of: { versionId: string; ecosystemId: string; period: string },
    parts: readonly RollUpPart[],
  ): string | null {
    const hierarchy = this.#hierarchies.get(of.ecosystemId);
    return explainOverlap(parts, { reporters: this.#request.placesOfReporters?.(of), hierarchy });
  }

  version(id: string): RollUpVersion {
    const version = this.#versions.get(id);
    if (!version) throw new Error(`The version "${id}" of a part is not in \`versions\`.`);
    return version;
  }

  compares(ends: { from: number; to: number }): ReturnType<Compares> {
    return this.#request.compares(ends);
  }

  expected(of: { versionId: string; ecosystemId: string; period: string; place: Code | null }): ExpectedCount | null {
    if (!this.isOver('ORGANIZATIONS')) return null;
    return this.#request.expected?.({ ...of, place: this.isOver('PLACES') ? null : of.place }) ?? null;
  }

  /** The released periods for which one organization agreed to report and did not. None if organizations are aggregated. */
  unreported(organizationId: string | null): readonly UnreportedPeriod[] {
    if (this.isOver('ORGANIZATIONS') || organizationId === null) return [];
    this.#unreported ??= Map.groupBy(this.#request.unreported ?? [], (each) => each.organizationId);
    return this.#unreported.get(organizationId) ?? [];
  }

  /** Number of organizations that report in a released period without a figure of these categories. */
  withoutFigure(key: RollUpKey): number {
    if (!this.isOver('ORGANIZATIONS')) return 0;
    if (this.#request.withoutFigure) return this.#request.withoutFigure(key);
    return this.reportersOf(key, null).size - this.reportersOf(key, key.categories).size;
  }

  /** Ids of the identified organizations with parts in a released period: of these categories, or of any if these are null. */
  reportersOf(
    key: Omit<RollUpKey, 'categories'>,
    categories: readonly CategoryReference[] | null,
  ): ReadonlySet<string> {
    this.#reporters ??= this.#reportersByKey();
    const reporters = this.#reporters.get(this.#keyOf(key));
    return reporters?.get(categories === null ? null : breakdownKey(categories)) ?? new Set();
  }

  /** The excluded and hidden organizations of a released period; none if organizations are not aggregated. */
  closed(key: RollUpKey): ClosedReporters {
    const none = { organizations: 0, withFigure: 0 };
    const closed = this.isOver('ORGANIZATIONS') ? this.#request.closed?.(key) : undefined;
    return closed ?? { excluded: none, hidden: none };
  }

  #reportersByKey(): Map<string, Map<string | null, Set<string>>> {
    const reporters = new Map<string, Map<string | null, Set<string>>>();
    for (const part of this.#request.parts) {
      const { organizationId, categories } = part;
      if (organizationId === null) continue;
      const key = this.#keyOf(part);
      const byCategories = reporters.get(key) ?? new Map<string | null, Set<string>>();
      reporters.set(key, byCategories);
      for (const each of [null, breakdownKey(categories)])
        byCategories.set(each, (byCategories.get(each) ?? new Set()).add(organizationId));
    }
    return reporters;
  }

  #keyOf({ versionId, ecosystemId, period, place }: Omit<RollUpKey, 'categories'>): string {
    const placeKey = this.isOver('PLACES') || !place ? null : [place.scheme, place.code];
    return JSON.stringify([versionId, ecosystemId, period, placeKey]);
  }

  /**
   * The ecosystems that are expected on the last day of a period and are not among `present`, those with a release. In a figure
   * of a place, only ecosystems with this place or a figure of it are expected. In a figure without a place, ecosystems are
   * expected that do not report by place only. `gaps` are the days of ecosystems in `present` without a release: those that are
   * expected on the last of these days are absent for this part of the period.
   */
  absentMembers(
    code: string,
    of: { present: readonly PresentMember[]; place: Code | null; gaps: readonly GapOfEcosystem[] },
  ): AbsentMembers {
    const { present, place } = of;
    if (!this.isOver('ECOSYSTEMS')) return { count: 0, expected: 0, included: 0, open: [], ofParts: [] };
    const byId = new Map(present.map((each) => [each.ecosystemId, each]));
    const expected = this.#members.filter(({ ecosystemId, spans, isClosed = false }) => {
      if (byId.get(ecosystemId)?.isNotApplicable) return false;
      // The year starts of a closed ecosystem are not disclosed.
      const days = this.rangeOf(code, isClosed ? null : ecosystemId);
      if (!byId.has(ecosystemId) && !this.#reportsFor(ecosystemId, { place, days })) return false;
      return isMemberOn({ spans }, days.end);
    });
    const gaps = of.gaps.filter((gap) => this.#isExpectedIn(gap, place));
    const absent = expected.filter(({ ecosystemId }) => !byId.has(ecosystemId));
    const included = expected.filter(({ ecosystemId }) => (byId.get(ecosystemId)?.counted.figures ?? 0) > 0);
    const open = absent.filter(({ isClosed = false }) => !isClosed).map(({ ecosystemId }) => ecosystemId);
    const ofParts = [...Map.groupBy(gaps, (gap) => gap.code)].map(([period, ofPart]) => ({
      period,
      ecosystems: ofPart.length,
    }));
    return {
      count: distinct(absent),
      expected: distinct(expected),
      included: distinct(included),
      open: [...new Set([...open, ...gaps.map(({ ecosystemId }) => ecosystemId)])].sort(),
      ofParts: ofParts.sort((one, other) => (one.period < other.period ? -1 : 1)),
    };
  }

  /** Whether a member with a release is expected to have figures of other days too. */
  #isExpectedIn({ ecosystemId, ...days }: GapOfEcosystem, place: Code | null): boolean {
    const isMember = this.#members.some((member) => member.ecosystemId === ecosystemId && isMemberOn(member, days.end));
    return isMember && (place !== null || this.#reportsFor(ecosystemId, { place, days }));
  }

  /** Whether an ecosystem was a member on each of these days. */
  isMemberThroughout(id: string, days: PeriodRange): boolean {
    return this.#members.some((member) => member.ecosystemId === id && isMemberThroughout(member, days));
  }

  /** Whether an ecosystem that is not one of these was a member on any of these days, and can have figures of the place. */
  hasOtherMember(ids: ReadonlySet<string>, { place, days }: { place: Code | null; days: PeriodRange }): boolean {
    const others = this.#members.filter((member) => !ids.has(member.ecosystemId) && isMemberDuring(member, days));
    return others.some(({ ecosystemId }) => this.#reportsFor(ecosystemId, { place, days }));
  }

  /** Whether figures of a place, or without a place if it is null, can be expected of an ecosystem. */
  #reportsFor(ecosystemId: string, { place, days }: { place: Code | null; days: PeriodRange }): boolean {
    if (place !== null) return this.#isPlaceOf(ecosystemId, place);
    if (this.isOver('PLACES')) return true;
    this.#byPlace ??= new MembersByPlace(this.#request);
    return !this.#byPlace.reportsByPlaceOnly(ecosystemId, days);
  }

  /** Whether the caller can see that a place is one of an ecosystem. */
  #isPlaceOf(ecosystemId: string, place: Code): boolean {
    return (this.#request.places ?? []).some(
      (each) => each.ecosystemId === ecosystemId && !(each.isClosed ?? false) && isSamePlace(each.code, place),
    );
  }

  /** Whether an ecosystem is the network that the members contribute to. */
  isNetwork(ecosystemId: string): boolean {
    const members = this.isOver('ECOSYSTEMS') && this.isOver('ORGANIZATIONS') ? this.#members : [];
    return members.length > 0 && members.every((member) => member.ecosystemId !== ecosystemId);
  }

  yearsOf(ecosystemId: string): YearStarts {
    return this.#request.yearsOf?.(ecosystemId) ?? {};
  }

  /** The days of a requested period in an ecosystem, or for the caller if it is null. */
  rangeOf(code: string, ecosystemId: string | null): PeriodRange {
    const period = parsePeriod(code);
    if (!period) throw new Error(`"${code}" is not a period.`);
    return periodRange(period, ecosystemId === null ? (this.#request.years ?? {}) : this.yearsOf(ecosystemId));
  }

  /** Whether figures of these categories are returned. */
  isKept(categories: readonly CategoryReference[]): boolean {
    return this.#kept === null || keyOfCodes(categories.map(({ dimension }) => dimension)) === this.#kept;
  }

  /**
   * The returned totals that a combination of categories is a part of: the combination without one category of an exclusive
   * dimension. Each with that dimension and category.
   */
  totalsOf({ versionId, categories }: { versionId: string; categories: readonly CategoryReference[] }) {
    return categories.flatMap((category) => {
      const dimension = this.version(versionId).dimensions.find(({ code }) => code === category.dimension);
      const rest = categories.filter((each) => each !== category);
      return dimension?.exclusive && this.isKept(rest) ? [{ dimension, category: category.category, total: rest }] : [];
    });
  }
}

function distinct(members: readonly RollUpMember[]): number {
  return new Set(members.map(({ ecosystemId }) => ecosystemId)).size;
}

function keyOfCodes(codes: readonly string[]): string {
  return JSON.stringify([...new Set(codes)].sort());
}
