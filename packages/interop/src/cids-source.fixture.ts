import { cidsSource } from './cids-source.ts';
import { collect, memoryFile } from './testing/memory-file.ts';

export type Node = Record<string, unknown>;

export const id = (path: string) => `https://example.org/${path}`;

export const organization: Node = {
  '@type': 'cids:Organization',
  '@id': id('Organization/1'),
  'org:hasLegalName': 'Meals Inc.',
};
export const outcome: Node = {
  '@type': 'cids:Outcome',
  '@id': id('Outcome/1'),
  hasName: 'Fewer people go hungry',
  hasDescription: 'Every household has enough to eat.',
};
export const indicator: Node = {
  '@type': 'cids:Indicator',
  '@id': id('Indicator/1'),
  hasName: 'Meals served',
  hasDescription: 'Warm meals handed out.',
  'i72:unit_of_measure': 'Meals',
  forOrganization: id('Organization/1'),
  forOutcome: id('Outcome/1'),
  hasIndicatorReport: [id('IndicatorReport/1')],
};
export const report: Node = {
  '@type': 'cids:IndicatorReport',
  '@id': id('IndicatorReport/1'),
  'i72:value': { '@type': 'i72:Measure', 'i72:numerical_value': '12' },
  'i72:unit_of_measure': 'Meals',
  'prov:startedAtTime': '2024-01-01',
  'prov:endedAtTime': '2024-12-31',
  forIndicator: id('Indicator/1'),
  forOrganization: id('Organization/1'),
  hasComment: 'A good year.',
};

/** A document of one organization, outcome, indicator and report, with changes to some of them. */
export const document = (changes: { organization?: Node; outcome?: Node; indicator?: Node; report?: Node } = {}) => [
  { ...organization, ...changes.organization },
  { ...outcome, ...changes.outcome },
  { ...indicator, ...changes.indicator },
  { ...report, ...changes.report },
];

export const source = (content: unknown) =>
  cidsSource({ file: memoryFile(typeof content === 'string' ? content : JSON.stringify(content), { name: 'a.json' }) });

export async function read(content: unknown) {
  const from = source(content);
  const items = await collect(from.items);
  const kinds = (list: { kind: string; detail: string }[]) =>
    list.map(({ kind, detail }) => `${kind}: ${detail}`).filter((text) => !text.startsWith('Indicator: assumptions'));
  return {
    organizations: items.filter((item) => item.kind === 'organization'),
    goals: items.filter((item) => item.kind === 'goal'),
    indicators: items.filter((item) => item.kind === 'indicator'),
    observations: items.filter((item) => item.kind === 'observation'),
    repaired: kinds(from.notes.repaired),
    dropped: kinds(from.notes.dropped),
  };
}
