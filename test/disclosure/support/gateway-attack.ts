import type { Highs } from 'highs';
import type { PlayedScenario } from './gateway-world.ts';
import { own, reporterOf, says } from './scenario/gateway-scenario.ts';
import { versionOf } from './scenario/scenario-version.ts';
import { GatewayView } from './view/gateway-view.ts';
import type { Unknown } from './view/unknown-numbers.ts';
import { type Bounds, type Sense, WholeNumbers } from './whole-numbers.ts';

/** Result of an attack on everything that a gateway returns. */
export interface GatewayAttack {
  /** Cells of the last release, suppressed ones among them, and sensitive numbers of all releases. */
  cells: number;
  withheld: number;
  sensitive: number;
  /** Suppressed cells with a sensitive number. The others are complementary suppressions, or not part of the linked set. */
  withheldSensitive: number;
  /** Pairs of a sensitive number and an audience, and the programs that were solved for them. */
  questions: number;
  programs: number;
  narrowed: string[];
  /** Numbers and audiences for which the programs end at their limit, so that the interval can be wide or not. */
  undecided: string[];
  /** Intervals of ratios that would be wider if each of the two numbers of a cell could be 0 while the other is not. */
  lower: number;
  /** Totals that a contributor can narrow, and that the release counts in `unprotectedTotals`. */
  reportedUnprotected: number;
}

/** Why an attack does not prove that everything is protected: intervals that are too narrow, and those that are undecided. */
export function failuresOf({ narrowed, undecided }: Pick<GatewayAttack, 'narrowed' | 'undecided'>): string[] {
  return [...narrowed, ...undecided];
}

/** Computes the feasibility interval of each sensitive number, for the public and for every other contributor. */
export function attackGateway(highs: Highs, played: PlayedScenario): GatewayAttack {
  const view = new GatewayView(played);
  const cells = played.seen.at(-1)?.releases.at(-1)?.cells.nodes ?? [];
  const result: GatewayAttack = {
    cells: cells.length,
    withheld: cells.filter(({ suppressed }) => suppressed).length,
    sensitive: 0,
    withheldSensitive: 0,
    questions: 0,
    programs: 0,
    narrowed: [],
    undecided: [],
    lower: 0,
    reportedUnprotected: 0,
  };
  if (view.unknowns.length === 0) return result;
  const small = played.scenario.threshold - 1;
  const box = 10 * Math.max(100, ...view.unknowns.map(({ truth }) => truth)) + 10 * played.scenario.threshold;
  const known = { size: view.unknowns.length, relations: view.relations, box };
  using seen = new WholeNumbers(highs, { ...known, relations: [...view.relations, ...view.shownRelations] });
  using possible = new WholeNumbers(highs, known);
  const [boundedRows, zeros] = [rowsWithBounds(played), shownZeros(view)];
  const isReportedUnprotected = played.known.some(({ unprotectedTotals }) => unprotectedTotals > 0);
  const secrets = [...view.unknowns.keys()].filter((at) => isSecret(view.unknowns[at], { played }));
  result.sensitive = secrets.length;
  result.withheldSensitive = view.cellsOf(secrets);
  for (const from of [null, ...view.contributors]) {
    const others = secrets.filter((at) => from === null || !isOwnPeople(at, { from, view, played }));
    result.questions += others.length;
    seen.bound(view.unknowns.map((unknown) => boundsOf(unknown, { from, isShown: unknown.shown !== null, box })));
    const ranges = rangesOf(seen, { unknowns: view.unknowns, secrets: others, small });
    for (const [at, range] of ranges) {
      const unknown = view.unknowns[at];
      if (!unknown || isWide(unknown, { range, small })) continue;
      const who = from ?? 'the public';
      const bound = (isKnown: (each: Unknown) => boolean) =>
        possible.bound(view.unknowns.map((each) => boundsOf(each, { from, isShown: isKnown(each), box })));
      // Figures of two dimensions are promised no more than what their margins and shown zeros leave open. A row with bounds is
      // promised no more than what its bounds and shown zeros leave open: if nobody is in the other categories, a total is the
      // count of the bounds.
      const isZeroBesideBounds = (each: Unknown) =>
        zeros.has(each) && each.row === unknown.row && !each.key.includes('+') && boundedRows.has(each.row);
      const isGiven = (each: Unknown) =>
        each.settled ||
        isZeroBesideBounds(each) ||
        (unknown.key.includes('+') && (!each.key.includes('+') || each.shown === 0));
      bound(isGiven);
      const [highestPossible, lowestPossible] = [possible.extreme([at], 'MOST'), possible.extreme([at], 'LEAST')];
      // A suppressed cell is about at least one person. The other number of the cell keeps its value, so that this one can be 0.
      bound((each) => isGiven(each) || each.table !== unknown.table);
      const leastPossible = possible.extreme([at], 'LEAST');
      if (!highestPossible || !lowestPossible || !leastPossible) {
        result.undecided.push(`${unknown.name}: what ${who} must find is undecided`);
        continue;
      }
      const most = Math.min(small, highestPossible[at] ?? 0);
      const lowest = Math.max(Math.min(1, unknown.truth), lowestPossible[at] ?? 0);
      const least = Math.max(Math.min(1, unknown.truth), leastPossible[at] ?? 0);
      const granted = { least, most };
      if (range.least > lowest && range.least <= least && range.most >= most) result.lower++;
      if (range.least <= granted.least && range.most >= granted.most) continue;
      if (range.isUndecided) {
        result.undecided.push(`${unknown.name}: what ${who} finds beside ${range.least}..${range.most} is undecided`);
        continue;
      }
      const isSum = unknown.owner === null || unknown.owner === own;
      if (from !== null && isSum && isReportedUnprotected) result.reportedUnprotected++;
      else {
        const found = `${range.least}..${range.most}, not ${granted.least}..${granted.most}`;
        result.narrowed.push(`${unknown.name} is ${unknown.truth}: ${who} finds ${found}`);
      }
    }
  }
  result.programs = seen.solved + possible.solved;
  return result;
}

/** The rows of reports that state bounds. */
function rowsWithBounds({ known }: PlayedScenario): Set<string> {
  const rows = known.flatMap((release) => [...release.rows]);
  const withBounds = rows.filter(([, { figures }]) => [...figures.values()].some(({ bounds }) => bounds !== undefined));
  return new Set(withBounds.map(([name, { since }]) => `${name}@${since}`));
}

/** The numbers that shown cells state to be 0. A percentage of 0 states it as a relation. */
function shownZeros({ unknowns, shownRelations }: GatewayView): Set<Unknown> {
  const ofRelations = shownRelations.flatMap(({ terms: [term, ...others], least, most }) =>
    term !== undefined && others.length === 0 && least === 0 && most === 0 ? (unknowns[term[0]] ?? []) : [],
  );
  return new Set([...unknowns.filter(({ shown }) => shown === 0), ...ofRelations]);
}

function isSecret(unknown: Unknown | undefined, { played }: { played: PlayedScenario }): boolean {
  if (!unknown?.secret || unknown.settled) return false;
  const { threshold, hidesZeros } = played.scenario;
  return (
    unknown.truth < threshold && (unknown.truth > 0 || (hidesZeros && unknown.shown === null && unknown.least === 0))
  );
}

/**
 * Whether a contributor knows all people of a number: it is the contributor's own figure, a sum to which no other organization
 * contributes people, or an unduplicated figure of the ecosystem while no other organization has people.
 */
function isOwnPeople(at: number, look: { from: string; view: GatewayView; played: PlayedScenario }): boolean {
  const { from, view, played } = look;
  const unknown = view.unknowns[at];
  if (!unknown || unknown.owner === from) return true;
  const parts = view.partsOf(at).map((part) => view.unknowns[part]);
  if (hasLeft(unknown, { from, view, played })) return true;
  // A part whose figure is missing is not in the sum.
  const ownPeople = parts.reduce((sum, part) => sum + (part?.owner === from ? part.truth : 0), 0);
  if (parts.length > 0)
    return ownPeople === unknown.truth || parts.every((part) => part?.owner === from || part?.truth === 0);
  if (unknown.owner !== own || versionOf(played.scenario).countingUnit !== 'PEOPLE_UNDUPLICATED') return false;
  // Everyone is with at least one organization. If no other organization has people, they are this one's.
  return played.known.every(({ rows }) =>
    [...rows].every(([name, { figures }]) => {
      const { who } = reporterOf(name);
      if (who === own || who === from) return true;
      return ['', unknown.key].some((key) => (figures.get(key)?.people[unknown.table] ?? 0) === 0);
    }),
  );
}

/**
 * Whether a contributor of a sum has been closed since, or its report was voided. It knew the sum of the others when the sum was
 * published with its own figures, and no later release can change that.
 */
function hasLeft(
  unknown: Unknown,
  { from, view, played }: { from: string; view: GatewayView; played: PlayedScenario },
): boolean {
  const [kind, release] = unknown.row.split('@');
  const at = Number(release);
  if (kind === 'rest') return isEarlierRestAndOwn(unknown, { from, at, view, played });
  if (kind !== 'together') return false;
  const hasPart = ({ rows }: PlayedScenario['known'][number] = { rows: new Map(), unprotectedTotals: 0 }) =>
    [...rows].some(([name, { summed }]) => summed && reporterOf(name).who === from);
  return !hasPart(played.known[at]) && played.known.slice(0, at).some(hasPart);
}

/**
 * Whether the rest of a stated total differs from an earlier rest only by reports of the contributor itself, of which some were
 * voided since. What the contributor finds of it, it finds of the earlier rest, which is asked for on its own.
 */
function isEarlierRestAndOwn(
  { row, key, table, truth }: Unknown,
  { from, at, view, played }: { from: string; at: number; view: GatewayView; played: PlayedScenario },
): boolean {
  const figure = key.replace('rest of ', '');
  const ownPeople = ({ rows }: PlayedScenario['known'][number]) =>
    [...rows].reduce((sum, [name, { figures }]) => {
      const { who, place } = reporterOf(name);
      const isPart = who === from && (place === null || !rows.has(who)) && says(figures, figure);
      return sum + (isPart ? (figures.get(figure)?.people[table] ?? 0) : 0);
    }, 0);
  const now = played.known[at];
  return played.known.slice(0, at).some((release, earlier) => {
    const before = view.unknowns.find(
      (each) => each.row === row.replace(`@${at}`, `@${earlier}`) && each.key === key && each.table === table,
    );
    return before !== undefined && now !== undefined && truth + ownPeople(now) === before.truth + ownPeople(release);
  });
}

function boundsOf(unknown: Unknown, look: { from: string | null; isShown: boolean; box: number }): Bounds {
  const { truth, owner, least } = unknown;
  const isKnown = look.isShown || (look.from !== null && owner === look.from);
  return isKnown ? { least: truth, most: truth } : { least, most: look.box };
}

function isWide({ least }: Unknown, { range, small }: { range: Bounds; small: number }): boolean {
  return range.least <= least && range.most >= small;
}

/** The range that was found of a secret, within the real one if it is undecided. */
type FoundRange = Bounds & { isUndecided: boolean };

/** The range of each secret. Solutions in which many are small or large at once spare a program for each. */
function rangesOf(
  seen: WholeNumbers,
  look: { unknowns: readonly Unknown[]; secrets: readonly number[]; small: number },
): Map<number, FoundRange> {
  const { unknowns, secrets, small } = look;
  const ranges = new Map(
    secrets.map((at): [number, FoundRange] => {
      const truth = unknowns[at]?.truth ?? 0;
      return [at, { least: truth, most: truth, isUndecided: false }];
    }),
  );
  const isOpen = (at: number, sense: Sense) => {
    const range = ranges.get(at);
    if (!range) return false;
    return sense === 'LEAST' ? range.least > (unknowns[at]?.least ?? 0) : range.most < small;
  };
  const ask = (those: readonly number[], sense: Sense) => {
    const found = seen.extreme(those, sense);
    const [only] = those;
    if (!found) {
      const range = those.length === 1 && only !== undefined ? ranges.get(only) : undefined;
      if (range) range.isUndecided = true;
      return;
    }
    for (const [at, range] of ranges) {
      range.least = Math.min(range.least, found[at] ?? range.least);
      range.most = Math.max(range.most, found[at] ?? range.most);
    }
  };
  for (const sense of ['LEAST', 'MOST', 'LEAST', 'MOST'] as const) {
    const open = secrets.filter((at) => isOpen(at, sense));
    if (open.length > 1) ask(open, sense);
  }
  for (const at of secrets) {
    for (const sense of ['LEAST', 'MOST'] as const) if (isOpen(at, sense)) ask([at], sense);
  }
  return ranges;
}
