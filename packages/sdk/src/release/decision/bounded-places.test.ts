import { describe, expect, it } from 'vitest';
import type { FigureCell } from '../../indicator/index.ts';
import {
  count,
  decide,
  previousReleaseOf,
  publishedIn,
  ratio,
  report,
  sex,
  share,
  suppressedIn,
} from './decide-release.fixture.ts';
import type { ReleaseInput } from './release-input.ts';

const counts = { ...count, aggregationAcrossOrganizations: 'NONE' } as const;
const once = { ...counts, countingUnit: 'PEOPLE_UNDUPLICATED' } as const;
const shares = { ...share, aggregationAcrossOrganizations: 'NONE' } as const;
const sharesOnce = { ...shares, countingUnit: 'PEOPLE_UNDUPLICATED' } as const;

type Version = typeof counts | typeof once | typeof shares | typeof sharesOnce;
type Figures = Record<string, string | Partial<FigureCell>>;

const between = (lowerBound: number | null, upperBound: number | null): Partial<FigureCell> => ({
  lowerBound: lowerBound === null ? null : String(lowerBound),
  upperBound: upperBound === null ? null : String(upperBound),
});
const percent = (value: number, base: number) => ({ value: String(value), base });

const placesOf = (places: Record<string, Figures>) =>
  Object.entries(places).map(([place, figures]) => report('A', figures, { place }));
const all = (figures: Figures) => report('A', figures);

/** The reports that are held after a first release of some, if there are any. */
function heldAfter(
  first: ReturnType<typeof report>[],
  { late, version = counts, unchanged = true }: { late: typeof first; version?: Version; unchanged?: boolean },
): (string | null)[] {
  const rules = { version, dimensions: [sex] };
  const previous = first.length > 0 ? previousReleaseOf(decide(first, rules), unchanged ? ['A'] : []) : null;
  const replaced = new Set(late.map(({ place }) => place));
  const decision = decide([...first.filter(({ place }) => !replaced.has(place)), ...late], { ...rules, previous });
  expect(decision.waiting).toEqual(decision.excluded);
  return decision.excluded.map(({ place }) => place);
}

describe('a place beside a report of all places', () => {
  const bounded = { 'sex=F': between(0, 9) };
  const cases: { name: string; ofAll: Figures; place: Figures }[] = [
    { name: 'the report of all places states bounds', ofAll: { '': '60', ...bounded }, place: { 'sex=M': '2' } },
    { name: 'the place states bounds', ofAll: { '': '60' }, place: { '': '12', ...bounded } },
  ];

  it.each(cases)('is held if $name, in one release or in two', ({ ofAll, place }) => {
    for (const version of [counts, once]) {
      expect(heldAfter([], { late: [all(ofAll), ...placesOf({ N: place })], version })).toEqual(['N']);
      expect(heldAfter([all(ofAll)], { late: placesOf({ N: place }), version })).toEqual(['N']);
    }
  });

  it('is included if neither states bounds', () => {
    const late = placesOf({ N: { 'sex=M': '2' } });
    expect(heldAfter([], { late: [all({ '': '60' }), ...late] })).toEqual([]);
    expect(heldAfter([all({ '': '60' })], { late })).toEqual([]);
  });

  it('is included beside another place that is held', () => {
    const places = { N: { '': between(32, null) }, S: { '': '3' } };
    // Otherwise all places have 40 people, of whom 32 are in N, so that S has at most 8.
    expect(heldAfter([], { late: [all({ '': '40' }), ...placesOf(places)] })).toEqual(['N']);
  });

  it('keeps its released figures if a correction states bounds', () => {
    const first = [all({ '': '60' }), ...placesOf({ N: { 'sex=F': '2' } })];
    const late = placesOf({ N: { 'sex=F': between(1, 9) } });
    const rules = { version: counts, dimensions: [sex] };
    const previous = previousReleaseOf(decide(first, rules));
    const second = decide([all({ '': '60' }), ...late], { ...rules, previous });
    expect(second.excluded).toEqual([{ organizationId: 'A', place: 'N' }]);
    expect(publishedIn(second)).toEqual({ A: '60', 'AN sex=F': '*' });
  });

  it('is released on its own if there is no report of all places', () => {
    const rules = { version: counts, dimensions: [sex] };
    const { rows, waiting } = decide(placesOf({ N: { '': between(20, 29) } }), rules);
    expect([rows.map(({ place }) => place), waiting]).toEqual([['N'], []]);
  });
});

describe('a report of all places after its places, of people who are counted once', () => {
  // Of 17 people, at least 3 + 11 are in two groups, so that the others have at most 3.
  const late = [all({ '': percent(100, 17) })];
  const place = (girls: Partial<FigureCell>) => placesOf({ N: { 'sex=F': girls, 'sex=M': percent(100, 2) } });
  const bounded = { ...between(90, null), base: 3 };

  it('is held if a place states bounds, whose base everyone knows', () => {
    expect(heldAfter(place(bounded), { late, version: sharesOnce })).toEqual([null]);
    expect(heldAfter(place(percent(100, 3)), { late, version: sharesOnce })).toEqual([]);
  });

  it('is held if the report of a place has changed, because it is unknown whether the report stated bounds', () => {
    const changed = placesOf({ N: { 'sex=F': percent(50, 4) } });
    const of = { version: sharesOnce, unchanged: false };
    expect(heldAfter(place(bounded), { late: [...late, ...changed], ...of })).toEqual([null]);
    expect(heldAfter(place(percent(100, 3)), { late: [...late, ...changed], ...of })).toEqual([null]);
  });

  it('is not held beside changed means, which cannot state bounds', () => {
    const mean = { ...once, kind: 'MEAN', aggregationAcrossOrganizations: 'NONE' } as const;
    const of = (people: number) => ({ numerator: String(3 * people), denominator: String(people) });
    const rules: Partial<ReleaseInput> = { version: mean, dimensions: [] };
    const previous = previousReleaseOf(decide(placesOf({ N: { '': of(4) } }), rules));
    const decision = decide([all({ '': of(30) }), ...placesOf({ N: { '': of(5) } })], { ...rules, previous });
    expect(decision.excluded).toEqual([]);
  });
});

describe('a late place while a correction of all places waits', () => {
  const rules = { version: count, dimensions: [sex] };
  const others = ['B', 'C', 'D'].map((name) => report(name, { '': '90', 'sex=F': '40', 'sex=M': '50' }));
  const place = report('A', { 'sex=F': '2' }, { place: 'N' });

  function waitingAfter(first: Figures, { corrected, version = count }: { corrected: Figures; version?: object }) {
    const of = { ...rules, version: { ...count, ...version } as typeof count };
    const previous = previousReleaseOf(decide([all(first), ...others], of), ['B', 'C', 'D']);
    const decision = decide([all(corrected), ...others, place], { ...of, previous });
    expect(decision.excluded).toEqual([]);
    return decision.waiting.map((row) => row.place);
  }

  it('waits too if figures of all places are suppressed, which can have stated bounds', () => {
    // The first report stated that 0 to 4 are girls, or not: the release is the same.
    const corrected = { '': '61', 'sex=F': '6', 'sex=M': '55' };
    expect(waitingAfter({ '': '60', 'sex=F': between(0, 4), 'sex=M': '57' }, { corrected })).toEqual([null, 'N']);
    expect(waitingAfter({ '': '60', 'sex=F': '4', 'sex=M': '56' }, { corrected })).toEqual([null, 'N']);
  });

  it('is included if no figure of all places is suppressed', () => {
    const corrected = { '': '61', 'sex=F': '6', 'sex=M': '55' };
    expect(waitingAfter({ '': '60', 'sex=F': '24', 'sex=M': '36' }, { corrected })).toEqual([null]);
  });
});

describe('a late place after the report of all places was voided', () => {
  const rules = { version: count, dimensions: [sex] };
  const others = ['B', 'C', 'D'].map((name) => report(name, { '': '90', 'sex=F': '40', 'sex=M': '50' }));

  function excludedAfter(first: Figures) {
    const previous = previousReleaseOf(decide([all(first), ...others], rules), ['B', 'C', 'D']);
    const voided = [{ organizationId: 'A', place: null }];
    const place = report('A', { 'sex=F': '20' }, { place: 'N' });
    return decide([...others, place], { ...rules, previous, voided }).excluded.map((row) => row.place);
  }

  it('is held if figures of all places are suppressed, which can have stated bounds and can be restored', () => {
    expect(excludedAfter({ '': '60', 'sex=F': between(0, 4), 'sex=M': '57' })).toEqual(['N']);
    expect(excludedAfter({ '': '60', 'sex=F': '4', 'sex=M': '56' })).toEqual(['N']);
  });

  it('is not held if no figure of all places is suppressed', () => {
    expect(excludedAfter({ '': '60', 'sex=F': '24', 'sex=M': '36' })).toEqual([]);
  });
});

it('places with crossed figures that were released with all places stay released', () => {
  const rules = { version: counts, dimensions: [sex, { ...sex, code: 'grade' }] };
  const crossed = { 'sex=F': '24', 'sex=F,grade=F': '1' };
  const rows = [all({ '': '60', ...crossed }), report('A', { '': '5', ...crossed }, { place: 'N' })];
  const first = decide(rows, rules);
  const second = decide(rows, { ...rules, previous: previousReleaseOf(first, ['A']) });
  expect(suppressedIn(second)).toEqual(suppressedIn(first));
  expect([second.waiting, second.excluded]).toEqual([[], []]);
});

describe('bounds of categories that overlap and cover everyone', () => {
  const topic = { code: 'topic', exclusive: false, exhaustive: true };
  const dimensions = [{ ...topic, categories: ['a', 'b', 'c'].map((code) => ({ code, parent: null })) }];

  /** What is published of a report. Nothing if it waits. */
  function publishedOf(figures: Figures, version: Version): string[] {
    const decision = decide([all(figures)], { version, dimensions });
    const shown = Object.entries(publishedIn(decision)).filter(([, value]) => value !== '*');
    return shown.map(([name]) => name);
  }

  it.each([
    // 147 + 96 are 2 fewer than 245, so that at least 2 are in the category with bounds from 0.
    { total: '245', published: [] },
    { total: '243', published: ['A', 'A topic=a', 'A topic=b'] },
  ])('hold the report if the other categories leave more people than is known: $total', ({ total, published }) => {
    const figures = { '': total, 'topic=a': '147', 'topic=b': '96', 'topic=c': between(0, 4) };
    expect(publishedOf(figures, counts)).toEqual(published);
  });

  it.each([
    // 40 people are not counted, of whom 15 and 10 are in the other categories. At least 15 are in the last one.
    { others: 15, published: [] },
    { others: 30, published: ['A', 'A topic=a', 'A topic=b'] },
  ])('hold a ratio if they leave more people who are not counted: $others and 10 of 40', ({ others, published }) => {
    const last = { ...between(10, null), base: 20 };
    const figures = {
      '': ratio('60', '100'),
      'topic=a': ratio('50', String(50 + others)),
      'topic=b': ratio('30', '40'),
    };
    expect(publishedOf({ ...figures, 'topic=c': last }, shares)).toEqual(published);
  });
});
