import type { Code } from '../shared/code.ts';
import { coded, fields, judgeInput, labeledCode, list, optional, text } from '../shared/input.ts';
import { accepted, type Issue, type Outcome, refused } from '../shared/outcome.ts';

/** A code without its label. */
export type PlaceCode = Pick<Code, 'scheme' | 'code'>;

/** The fields of a place that a hierarchy uses. */
export interface PlaceInHierarchy {
  id: string;
  code: Code;
  level: PlaceCode;
  parentId?: string | null;
}

/** Which places contain which others. Places are given by scheme and code. */
export interface PlaceHierarchy {
  /** Whether `outer` is `inner`, or contains it directly or through other places. Unknown places contain only themselves. */
  contains(outer: PlaceCode, inner: PlaceCode): boolean;
  /** The place of this level, by the code of the level, that is or contains a place. Null if there is none. */
  atLevel(place: PlaceCode, level: string): Code | null;
  /** A place and every place that it contains. */
  within(place: PlaceCode): PlaceCode[];
  /** Whether one of these places contains another one of them. */
  areNested(places: readonly PlaceCode[]): boolean;
}

/** A reason why places are no hierarchy: the place at this position, and the faulty field. */
interface PlaceFault {
  at: number;
  field: 'code' | 'parentId' | 'level';
  code: Issue['code'];
  message: string;
}

/** The check of a place in a list of places. */
export const placeInput = fields<PlaceInHierarchy>({
  id: text,
  code: labeledCode,
  level: coded,
  parentId: optional(text),
});
const input = list(placeInput);

/**
 * Builds the hierarchy of places. Returns all faults at once: a second place with the same code (`DUPLICATE`), an unknown
 * parent (`NOT_FOUND`), places that contain one another (`INVALID`), and a place within a place of its own level
 * (`INVALID`).
 *
 * @see https://schema.org/containedInPlace
 * @example
 * const code = (code) => ({ scheme: 'place', code, label: code, uri: null });
 * const level = (code) => ({ scheme: 'place-level', code });
 * const places = unwrap(placeHierarchy([
 *   { id: '1', code: code('lake'), level: level('county') },
 *   { id: '2', code: code('north'), level: level('municipality'), parentId: '1' },
 * ]));
 * places.contains(code('lake'), code('north')); // true
 * places.atLevel(code('north'), 'county')?.code; // 'lake'
 */
export function placeHierarchy(places: readonly PlaceInHierarchy[]): Outcome<PlaceHierarchy> {
  const malformed = input(places, ['places']);
  if (malformed.length > 0) return refused(...malformed);
  const faults = faultsOf(places);
  if (faults.length > 0)
    return refused(
      ...faults.map(({ at, field, code, message }) => ({ code, message, path: ['places', String(at), field] })),
    );
  return accepted(hierarchyOf(places));
}

/**
 * Issues of a place that is created or changed, among the other places of its ecosystem: it would contain itself
 * (`INVALID parentId`), or it would be within a place of its own level or contain one (`INVALID level`).
 */
export function judgePlace(place: PlaceInHierarchy, others: readonly PlaceInHierarchy[]): Issue[] {
  const malformed = judgeInput({ place, others }, { place: placeInput, others: input });
  if (malformed.length > 0) return malformed;
  const faults = faultsOf([place, ...others]).filter(({ field }) => field !== 'code');
  const issues = new Map<string, Issue>();
  for (const { at, field, code, message } of faults.toSorted((one, other) => one.at - other.at)) {
    const unknown = field === 'parentId' && code === 'NOT_FOUND';
    if (!issues.has(field) && !(unknown && at > 0)) issues.set(field, { code, message, path: [field] });
  }
  return [...issues.values()];
}

function faultsOf(places: readonly PlaceInHierarchy[]): PlaceFault[] {
  const byId = new Map(places.map((place) => [place.id, place]));
  const firstWith = new Map<string, number>();
  return places.flatMap((place, at): PlaceFault[] => {
    const faults: PlaceFault[] = [];
    const key = keyOf(place.code);
    const name = `"${place.code.label}"`;
    if (firstWith.has(key))
      faults.push({
        at,
        field: 'code',
        code: 'DUPLICATE',
        message: `Another place has the code "${place.code.code}" of the scheme "${place.code.scheme}". Choose a different code.`,
      });
    firstWith.set(key, firstWith.get(key) ?? at);
    if (place.parentId != null && !byId.has(place.parentId))
      faults.push({
        at,
        field: 'parentId',
        code: 'NOT_FOUND',
        message: `There is no place with the id "${place.parentId}". Add the place that contains ${name} first.`,
      });
    const ancestors = ancestorsOf(place, byId);
    if (ancestors.some(({ id }) => id === place.id))
      faults.push({
        at,
        field: 'parentId',
        code: 'INVALID',
        message: `${name} would contain itself: ${[place, ...ancestors].map(({ code }) => `"${code.label}"`).join(' in ')}. Choose another parent.`,
      });
    const outermost = ancestors.at(-1) ?? place;
    // Within a cycle, each place contains all others, so levels are not compared.
    const isInCycle = byId.has(outermost.parentId ?? '');
    const same = isInCycle ? undefined : ancestors.find((each) => isSame(each.level, place.level));
    if (same)
      faults.push({
        at,
        field: 'level',
        code: 'INVALID',
        message: `${name} and "${same.code.label}", which contains it, have the same level "${place.level.code}". Choose different levels.`,
      });
    return faults;
  });
}

/** The places that contain a place, from the inside out. The last is the place itself if the places form a cycle. */
function ancestorsOf<Node extends PlaceInHierarchy>(place: Node, byId: ReadonlyMap<string, Node>): Node[] {
  const ancestors: Node[] = [];
  const visited = new Set<string>();
  for (let next = byId.get(place.parentId ?? ''); next && !visited.has(next.id); next = byId.get(next.parentId ?? '')) {
    ancestors.push(next);
    visited.add(next.id);
    if (next.id === place.id) break;
  }
  return ancestors;
}

function hierarchyOf(places: readonly PlaceInHierarchy[]): PlaceHierarchy {
  const byId = new Map(places.map((place) => [place.id, place]));
  const chains = new Map(places.map((place) => [keyOf(place.code), [place, ...ancestorsOf(place, byId)]]));
  const codesWithin = new Map<string, PlaceCode[]>();
  for (const [inner, ...outer] of chains.values()) {
    if (!inner) continue;
    for (const { code } of [inner, ...outer]) {
      const codes = codesWithin.get(keyOf(code)) ?? [];
      codesWithin.set(keyOf(code), codes);
      codes.push(inner.code);
    }
  }
  return {
    contains: (outer, inner) =>
      isSame(outer, inner) || (chains.get(keyOf(inner)) ?? []).some(({ code }) => isSame(code, outer)),
    atLevel: (place, level) => chains.get(keyOf(place))?.find((each) => each.level.code === level)?.code ?? null,
    within: (place) => codesWithin.get(keyOf(place)) ?? [place],
    areNested: (given) => {
      const keys = new Set(given.map(keyOf));
      return [...keys].some((key) =>
        chains
          .get(key)
          ?.slice(1)
          .some(({ code }) => keys.has(keyOf(code))),
      );
    },
  };
}

function keyOf({ scheme, code }: PlaceCode): string {
  return JSON.stringify([scheme, code]);
}

function isSame(one: PlaceCode, other: PlaceCode): boolean {
  return one.scheme === other.scheme && one.code === other.code;
}
