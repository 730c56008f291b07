import type { ImportItem, ImportSource } from '@collective-impact/sdk/import';
import { codeOfIndicator, nameOfOrganization } from './names.ts';

/** Numbers of an ecosystem. Its releases have about 20,000 cells. */
export const size = {
  organizations: 200,
  goals: 10,
  contributionsPerGoal: 25,
  indicators: 50,
  /** Indicators that organizations report on, each year. The first reports on itself, for each quarter. */
  reported: 8,
  reporters: 60,
  years: 5,
  quarters: 40,
} as const;

/** The dimensions of the indicators that organizations report on, and of the one that the ecosystem reports on. */
const dimensions = {
  sex: { label: 'Sex', categories: ['girls', 'boys'] },
  grade: { label: 'Grade', categories: ['k-2', '3-5', '6-8', '9-10', '11-12'] },
  group: { label: 'Group', categories: Array.from({ length: 10 }, (_, at) => `group-${at}`) },
} as const;

type DimensionKey = keyof typeof dimensions;

/** The organizations, the indicators and their figures, as an import source. All figures are made up. */
export function figures(): ImportSource {
  return {
    items: (async function* () {
      yield* items();
    })(),
    notes: { doubtful: [], repaired: [], dropped: [], setAside: [] },
    repeated: 'refuse',
  };
}

let line = 0;
const place = () => ({ file: 'made-up.csv', line: ++line });

function* items(): Generator<ImportItem> {
  for (let at = 0; at < size.organizations; at++) {
    const value = { name: nameOfOrganization(at), url: `https://organization-${at}.example/` };
    yield { kind: 'organization', key: `organization-${at}`, place: place(), value };
  }
  for (let at = 0; at < size.indicators; at++) yield indicator(at);
  for (let quarter = 0; quarter < size.quarters; quarter++) {
    const period = `${2015 + Math.floor(quarter / 4)}-Q${1 + (quarter % 4)}`;
    yield* observations({ indicator: 0, organization: null, period, dimensions: ['group'], seed: quarter });
  }
  for (let at = 1; at <= size.reported; at++) {
    for (let year = 0; year < size.years; year++) {
      for (let reporter = 0; reporter < size.reporters; reporter++) {
        const organization = (reporter * 3 + at) % size.organizations;
        const period = String(2019 + year);
        const seed = at * 7919 + year * 104_729 + reporter * 31;
        yield* observations({ indicator: at, organization, period, dimensions: ['sex', 'grade'], seed });
      }
    }
  }
}

function indicator(at: number): ImportItem {
  const isReported = at <= size.reported;
  const keys: DimensionKey[] = at === 0 ? ['group'] : isReported ? ['sex', 'grade'] : [];
  return {
    kind: 'indicator',
    key: `indicator-${at}`,
    place: place(),
    value: {
      code: codeOfIndicator(at),
      name: `Made-up events of kind ${at}`,
      level: 'PROGRAM',
      identifiers: [],
      goals: [],
      definedBy: null,
      version: {
        definition: `Made-up events of kind ${at}.`,
        kind: 'COUNT',
        // Events identify nobody, so that no figure is suppressed and every server can give the same answers.
        countingUnit: 'EVENTS',
        unit: { scheme: 'unit', code: 'events', label: 'Events', uri: null },
        multiplier: '1',
        direction: 'INCREASE',
        aggregationAcrossOrganizations: 'SUM',
        aggregationOverTime: 'SUM',
        frequency: at === 0 ? 'QUARTER' : 'YEAR',
      },
      dimensions: keys.map((key) => ({
        key,
        code: key,
        label: dimensions[key].label,
        exclusive: true,
        exhaustive: true,
      })),
    },
  };
}

interface Reported {
  indicator: number;
  organization: number | null;
  period: string;
  dimensions: DimensionKey[];
  seed: number;
}

/** A total that every dimension splits without a rest. */
function* observations(report: Reported): Generator<ImportItem> {
  const unit = 1 + ((report.seed * 2_654_435_761) % 997);
  const total = unit * 110;
  const figure = (value: number, categories: { dimension: string; category: string; label: string }[]): ImportItem => ({
    kind: 'observation',
    place: place(),
    indicator: `indicator-${report.indicator}`,
    organization: report.organization === null ? null : `organization-${report.organization}`,
    period: report.period,
    categories,
    value: String(value),
    status: 'OBSERVED',
  });
  yield figure(total, []);
  for (const dimension of report.dimensions) {
    const { categories } = dimensions[dimension];
    // Shares 1, 2, 3 and so on of the sum 1 + 2 + 3 and so on; the last category takes the rest.
    const sum = (categories.length * (categories.length + 1)) / 2;
    let rest = total;
    for (const [index, category] of categories.entries()) {
      const value = index === categories.length - 1 ? rest : Math.floor((total * (index + 1)) / sum);
      rest -= value;
      yield figure(value, [{ dimension, category, label: `Category ${category}` }]);
    }
  }
}
