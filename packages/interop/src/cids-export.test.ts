import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportItem, ImportNote } from '@collective-impact/sdk/import';
import { parsePeriod, periodRange } from '@collective-impact/sdk/period';
import { describe, expect, it } from 'vitest';
import { cidsSource } from './cids-source.ts';
import { collect } from './testing/memory-file.ts';

const file = join(import.meta.dirname, '../../../examples/data/cids-anonymised/CIDSBasicTest20250630-original.json');

type Node = Record<string, unknown> & { '@id': string; '@type': string };
type ItemOf<Kind extends ImportItem['kind']> = Extract<ImportItem, { kind: Kind }>;

const nodes: Node[] = JSON.parse(readFileSync(file, 'utf8').replace(/^\ufeff/, ''));

async function read() {
  const source = cidsSource({ file });
  const items = await collect(source.items);
  const find = <Kind extends ImportItem['kind']>(kind: Kind, key: unknown) =>
    items.find((item): item is ItemOf<Kind> => item.kind === kind && 'key' in item && item.key === key);
  const observations = items.filter((item) => item.kind === 'observation');
  return { items, observations, find, notes: source.notes };
}

type Reading = Awaited<ReturnType<typeof read>>;
type IsImported = (reading: Reading, statement: { node: Node; value: unknown }) => boolean;

const list = (value: unknown): unknown[] => [value].flat();
const unitOf = (reading: Reading, indicator: unknown) => reading.find('indicator', indicator)?.value.version.unit;
const sameUnit = (reading: Reading, { indicator, word }: { indicator: unknown; word: unknown }) =>
  unitOf(reading, indicator)?.label === (word === '%' ? 'Percent' : word);
const reportOf = (reading: Reading, node: Node) => reading.observations.find(({ place }) => place.node === node['@id']);
const dateIs =
  (end: 'start' | 'end'): IsImported =>
  (reading, { node, value }) => {
    const period = parsePeriod(reportOf(reading, node)?.period ?? '');
    return period !== undefined && periodRange(period)[end] === new Date(String(value)).toISOString().slice(0, 10);
  };

/** Where in the items each property that is taken can be seen again. */
const importedAs: Record<string, Record<string, IsImported>> = {
  'cids:Organization': {
    hasIndicator: ({ observations }, { node, value }) =>
      list(value).every((indicator) =>
        observations.some((each) => each.indicator === indicator && each.organization === node['@id']),
      ),
  },
  'cids:Outcome': {
    hasName: ({ find }, { node, value }) => find('goal', node['@id'])?.value.title === String(value).trim(),
    hasDescription: ({ find }, { node, value }) => find('goal', node['@id'])?.value.outcomeStatement === value,
    hasIndicator: ({ find }, { node, value }) =>
      list(value).every((indicator) => find('indicator', indicator)?.value.goals.includes(node['@id'])),
  },
  'cids:Indicator': {
    hasName: ({ find }, { node, value }) => find('indicator', node['@id'])?.value.name === value,
    hasDescription: ({ find }, { node, value }) => find('indicator', node['@id'])?.value.version.definition === value,
    'i72:unit_of_measure': (reading, { node, value }) => sameUnit(reading, { indicator: node['@id'], word: value }),
    forOrganization: ({ observations }, { node, value }) =>
      observations
        .filter(({ indicator }) => indicator === node['@id'])
        .every(({ organization }) => organization === value),
    forOutcome: ({ find }, { node, value }) =>
      find('indicator', node['@id'])?.value.goals.includes(String(value)) ?? false,
    hasIndicatorReport: ({ observations }, { node, value }) =>
      list(value).every((report) =>
        observations.some(({ place, indicator }) => place.node === report && indicator === node['@id']),
      ),
  },
  'cids:IndicatorReport': {
    hasComment: (reading, { node, value }) => reportOf(reading, node)?.narrative === value,
    'i72:value': (reading, { node, value }) =>
      reportOf(reading, node)?.value === (value as Record<string, unknown>)['i72:numerical_value'],
    'i72:unit_of_measure': (reading, { node, value }) =>
      sameUnit(reading, { indicator: node.forIndicator, word: value }),
    'prov:startedAtTime': dateIs('start'),
    'prov:endedAtTime': dateIs('end'),
    forIndicator: (reading, { node, value }) => reportOf(reading, node)?.indicator === value,
  },
};

/** Whether a note speaks of a property of a node: by its key, or of the whole node by its type. */
function speaksOf({ kind, place, detail }: ImportNote, { node, key }: { node: Node; key: string }): boolean {
  if (place.node !== node['@id']) return false;
  const term = key.replace(/^\w+:/, '');
  return kind === node['@type'].replace(/^\w+:/, '')
    ? detail.includes(key)
    : detail.startsWith(`${key}:`) || detail.startsWith(`${term} `);
}

describe('the example cids-anonymised', () => {
  it('yields every organization, outcome, indicator and report', async () => {
    const { items } = await read();
    const counts = Map.groupBy(items, ({ kind }) => kind);
    expect([...counts].map(([kind, { length }]) => [kind, length])).toEqual([
      ['organization', 3],
      ['goal', 4],
      ['indicator', 6],
      ['observation', 12],
    ]);
  });

  it('imports every property, or notes it as repaired or left out', async () => {
    const reading = await read();
    const notes = [...reading.notes.dropped, ...reading.notes.repaired];
    const missing: string[] = [];
    let pairs = 0;
    for (const node of nodes) {
      for (const [key, value] of Object.entries(node)) {
        if (key.startsWith('@')) continue;
        pairs += 1;
        const seen = importedAs[node['@type']]?.[key]?.(reading, { node, value }) ?? false;
        if (!seen && !notes.some((note) => speaksOf(note, { node, key }))) missing.push(`${node['@id']} ${key}`);
      }
    }
    expect(missing).toEqual([]);
    expect(pairs).toBe(380);
  });

  it('notes no imported property as left out', async () => {
    const { notes } = await read();
    const wrongly = nodes.flatMap((node) =>
      Object.keys(importedAs[node['@type']] ?? {}).filter((key) =>
        notes.dropped.some((note) => speaksOf(note, { node, key })),
      ),
    );
    expect(wrongly).toEqual([]);
  });

  it('imports every node, or notes it as left out', async () => {
    const { items, notes } = await read();
    const known = new Set([...items, ...notes.dropped].map(({ place }) => place.node));
    expect(nodes.filter((node) => !known.has(node['@id']))).toEqual([]);
  });

  it('notes the repairs and the data left out', async () => {
    const { notes } = await read();
    const counted = (list: readonly ImportNote[]) =>
      Object.fromEntries([...Map.groupBy(list, ({ kind }) => kind)].map(([kind, { length }]) => [kind, length]));
    expect(counted(notes.repaired)).toEqual({
      'organization without a legal name': 3,
      'Indicator: assumptions beyond the standard': 6,
      'IndicatorReport without an organization': 12,
      'time of day dropped': 24,
    });
    expect(counted(notes.dropped)).toEqual({
      Theme: 4,
      Address: 3,
      OrganizationProfile: 2,
      FundingStatus: 4,
      TeamProfile: 4,
      EDGProfile: 18,
      EquityDeservingGroup: 11,
      Person: 2,
      Characteristic: 2,
      FundingState: 4,
      PopulationServed: 2,
      ReportInfo: 1,
      'Organization.hasAddress': 3,
      'Organization.hasOutcome': 3,
      'Outcome.forTheme': 4,
      'Outcome.forOrganization': 4,
      'IndicatorReport.hasName': 12,
    });
  });

  it('reads half-years of 2024 whose times are in another time zone', async () => {
    const { observations } = await read();
    expect(new Set(observations.map(({ period }) => period))).toEqual(new Set(['2024-H1', '2024-H2']));
  });
});
