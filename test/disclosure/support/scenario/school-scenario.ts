import { Random } from '../../../../packages/disclosure/src/testing/index.ts';
import { type Entry, type Figures, figureKey, type Scenario, type ScenarioDimension } from './gateway-scenario.ts';

const dimensions: ScenarioDimension[] = [
  { code: 'gender', categories: ['girls', 'boys'] },
  { code: 'group', categories: ['a', 'b', 'c', 'd', 'e'] },
].map(({ code, categories }) => ({
  code,
  exclusive: true,
  exhaustive: true,
  categories: categories.map((each) => ({ code: each, parent: null })),
}));

/** Share of the students in each group. The last ones are small in most schools. */
const shares = [0.5, 0.25, 0.15, 0.07, 0.03] as const;

/**
 * Schools of the size that schools have, of which all report a crossing of two dimensions. In every second scenario, more schools
 * report late. The same for the same seed.
 */
export function schoolScenario(seed: number, kind: 'COUNT' | 'RATIO'): Scenario {
  const random = new Random(seed);
  const size = random.one([200, 500, 1500]);
  const organizations = Array.from({ length: random.integer(3, 8) }, (_, at) => `school-${at}`);
  const late = Array.from({ length: seed % 2 === 0 ? random.integer(3, 5) : 0 }, (_, at) => `late-school-${at}`);
  const rounds = [organizations, late]
    .filter((names) => names.length > 0)
    .map((names) => ({
      reports: new Map(names.map((name) => [name, reportOf(random, { size, kind })])),
      closes: [],
      opens: [],
    }));
  return {
    seed,
    kind,
    countingUnit: 'PEOPLE',
    threshold: 10,
    hidesZeros: false,
    dimensions,
    organizations: [...organizations, ...late],
    closed: new Set(),
    earlier: new Map(),
    rounds,
  };
}

function reportOf(random: Random, { size, kind }: { size: number; kind: 'COUNT' | 'RATIO' }): Figures {
  const students = size * (0.5 + random.next());
  const people = new Map<string, number[]>();
  const [genders, groups] = dimensions;
  for (const [i, gender] of (genders?.categories ?? []).entries()) {
    for (const [j, group] of (groups?.categories ?? []).entries()) {
      const all = Math.floor((students / 2) * (shares[j] ?? 0) * (0.4 + 1.2 * random.next()));
      const counted = Math.min(all, Math.floor(all * (0.3 + 0.1 * i + 0.08 * j + 0.2 * random.next())));
      const numbers = kind === 'RATIO' ? [counted, all - counted] : [all];
      const keys = [figureKey('gender', gender.code), figureKey('group', group.code)];
      for (const key of ['', ...keys, keys.join('+')]) {
        const before = people.get(key) ?? [];
        people.set(
          key,
          numbers.map((number, table) => number + (before[table] ?? 0)),
        );
      }
    }
  }
  return new Map([...people].map(([key, numbers]) => [key, entryOf(numbers, kind)]));
}

function entryOf(people: readonly number[], kind: 'COUNT' | 'RATIO'): Entry {
  const isNobody = people.every((number) => number === 0);
  return { people, status: isNobody && kind === 'RATIO' ? 'NOT_APPLICABLE' : 'OBSERVED' };
}
