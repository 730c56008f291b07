import { describe, expect, it } from 'vitest';
import { cidsSource } from './cids-source.ts';
import { collect, itemsOf, memoryFile } from './testing/memory-file.ts';

type Node = Record<string, unknown>;

const id = (path: string) => `https://example.org/${path}`;

const organization: Node = {
  '@type': 'cids:Organization',
  '@id': id('Organization/1'),
  'org:hasLegalName': 'Meals Inc.',
};
const outcome: Node = {
  '@type': 'cids:Outcome',
  '@id': id('Outcome/1'),
  hasName: 'Fewer people go hungry',
  hasDescription: 'Every household has enough to eat.',
};
const indicator: Node = {
  '@type': 'cids:Indicator',
  '@id': id('Indicator/1'),
  hasName: 'Meals served',
  hasDescription: 'Warm meals handed out.',
  'i72:unit_of_measure': 'Meals',
  forOrganization: id('Organization/1'),
  forOutcome: id('Outcome/1'),
  hasIndicatorReport: [id('IndicatorReport/1')],
};
const report: Node = {
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
const document = (changes: { organization?: Node; outcome?: Node; indicator?: Node; report?: Node } = {}) => [
  { ...organization, ...changes.organization },
  { ...outcome, ...changes.outcome },
  { ...indicator, ...changes.indicator },
  { ...report, ...changes.report },
];

const source = (content: unknown) =>
  cidsSource({ file: memoryFile(typeof content === 'string' ? content : JSON.stringify(content), { name: 'a.json' }) });

async function read(content: unknown) {
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

const refused = (content: unknown) => expect(collect(source(content).items)).rejects;

describe('cidsSource', () => {
  it('imports organizations, outcomes, indicators and reports completely', async () => {
    const place = (line: number, node: string) => ({ file: 'a.json', line, node: id(node) });
    expect(await read(document())).toEqual({
      organizations: [
        {
          kind: 'organization',
          key: id('Organization/1'),
          place: place(1, 'Organization/1'),
          value: { name: 'Meals Inc.', legalName: 'Meals Inc.', url: undefined, sourceUri: id('Organization/1') },
        },
      ],
      goals: [
        {
          kind: 'goal',
          key: id('Outcome/1'),
          place: place(1, 'Outcome/1'),
          value: {
            code: 'example.org/Outcome/1',
            title: 'Fewer people go hungry',
            outcomeStatement: 'Every household has enough to eat.',
            sourceUri: id('Outcome/1'),
          },
        },
      ],
      indicators: [
        {
          kind: 'indicator',
          key: id('Indicator/1'),
          place: place(1, 'Indicator/1'),
          value: {
            code: 'example.org/Indicator/1',
            name: 'Meals served',
            level: 'PROGRAM',
            identifiers: [],
            goals: [id('Outcome/1')],
            definedBy: null,
            sourceUri: id('Indicator/1'),
            version: {
              definition: 'Warm meals handed out.',
              kind: 'COUNT',
              countingUnit: 'OTHER',
              unit: { scheme: 'unit', code: 'meals', label: 'Meals', uri: null },
              multiplier: '1',
              direction: 'INCREASE',
              aggregationAcrossOrganizations: 'NONE',
              aggregationOverTime: 'NONE',
              frequency: 'YEAR',
            },
            dimensions: [],
          },
        },
      ],
      observations: [
        {
          kind: 'observation',
          place: place(1, 'IndicatorReport/1'),
          indicator: id('Indicator/1'),
          organization: id('Organization/1'),
          period: '2024',
          categories: [],
          value: '12',
          status: 'OBSERVED',
          narrative: 'A good year.',
          sourceUri: id('IndicatorReport/1'),
        },
      ],
      repaired: [],
      dropped: [],
    });
  });

  it('notes the assumptions about an indicator', async () => {
    const from = source(document());
    await collect(from.items);
    expect(from.notes.repaired).toMatchObject([
      {
        kind: 'Indicator: assumptions beyond the standard',
        place: { node: id('Indicator/1') },
        detail: 'Assumed kind COUNT, level PROGRAM, direction INCREASE, no aggregation.',
      },
    ]);
  });

  it('asks the loader to set repeated cells aside', () => {
    expect(source([]).repeated).toBe('set-aside');
  });

  describe('shapes of a document', () => {
    it.each([
      ['a list with a byte order mark', `\ufeff${JSON.stringify(document())}`],
      [
        'a graph',
        JSON.stringify({
          '@context': 'https://ontology.commonapproach.org/contexts/cidsContext.jsonld',
          '@graph': document(),
        }),
      ],
      ['reports before their indicators', JSON.stringify(document().reverse())],
      ['indented', JSON.stringify(document(), null, 2)],
    ])('reads %s', async (_, text) => {
      const { observations, dropped, repaired } = await read(text);
      expect(observations).toMatchObject([{ value: '12', organization: id('Organization/1') }]);
      expect([...dropped, ...repaired]).toEqual([]);
    });

    it('reads a single node that contains the others', async () => {
      const nested = {
        ...organization,
        hasOutcome: [],
        hasIndicator: [
          {
            ...indicator,
            forOrganization: undefined,
            forOutcome: outcome,
            hasIndicatorReport: { ...report, forIndicator: undefined, '@id': undefined },
          },
        ],
      };
      const { observations, indicators, goals, repaired } = await read(nested);
      expect(goals).toHaveLength(1);
      expect(indicators).toMatchObject([{ value: { goals: [id('Outcome/1')] } }]);
      expect(observations).toMatchObject([
        { indicator: id('Indicator/1'), organization: id('Organization/1'), value: '12' },
      ]);
      expect(repaired).toEqual([
        `missing link: The indicator "${id('Indicator/1')}" names no organization. It is assigned to this one, which lists it.`,
        `missing link: forIndicator is missing. It is set to "${id('Indicator/1')}", which lists the report.`,
      ]);
    });

    it('reads a graph of one node', async () => {
      expect((await read({ '@graph': organization })).organizations).toHaveLength(1);
    });

    it('notes properties beside a graph and values that are not nodes', async () => {
      const { dropped } = await read({ '@graph': [...document(), 7], title: 'My export' });
      expect(dropped).toEqual([
        'node without a type: Nodes of this type are not imported. This one has @value.',
        'node without a type: Nodes of this type are not imported. This one has title.',
      ]);
    });
  });

  describe('keys and values', () => {
    it.each([
      ['bare', { value: { numerical_value: '12' }, startedAtTime: '2024-01-01', endedAtTime: '2024-12-31' }],
      [
        'prefixed',
        {
          'cids:value': { 'cids:hasNumericalValue': '12' },
          'prov:startedAtTime': '2024-01-01',
          'prov:endedAtTime': '2024-12-31',
        },
      ],
      [
        'full',
        {
          'http://ontology.eil.utoronto.ca/ISO21972/iso21972#value': 12,
          startedAtTime: '2024-01-01',
          'http://www.w3.org/ns/prov#endedAtTime': '2024-12-31',
        },
      ],
    ])('reads %s keys', async (_, keys) => {
      const bare = {
        ...report,
        'i72:value': undefined,
        'prov:startedAtTime': undefined,
        'prov:endedAtTime': undefined,
      };
      const { observations, dropped } = await read([organization, outcome, indicator, { ...bare, ...keys }]);
      expect(observations).toMatchObject([{ value: '12', period: '2024' }]);
      expect(dropped).toEqual([]);
    });

    it.each<[string, unknown, string]>([
      ['a number', 12.5, '12.5'],
      ['a text', ' 012.50 ', '12.5'],
      ['a list of one', ['12.5'], '12.5'],
      ['the same twice', ['12.5', 12.5], '12.5'],
      ['a value object', { '@value': '12.5', '@type': 'xsd:decimal' }, '12.5'],
      ['a measure', { 'i72:numerical_value': 12.5 }, '12.5'],
      ['a list of one measure', [{ 'i72:hasNumericalValue': { '@value': 12.5 } }], '12.5'],
    ])('reads %s as a value', async (_, value, expected) => {
      expect((await read(document({ report: { 'i72:value': value } }))).observations).toMatchObject([
        { value: expected },
      ]);
    });

    it('reads the digits of a number, not the nearest binary fraction', async () => {
      const text = JSON.stringify(document({ report: { 'i72:value': 'HERE' } })).replace(
        '"HERE"',
        '0.1000000000000000001',
      );
      expect((await read(text)).observations).toMatchObject([{ value: '0.1000000000000000001' }]);
    });

    it('reads a measure outside the report', async () => {
      const measure = { '@type': 'i72:Measure', '@id': id('Measure/1'), 'i72:numerical_value': '12', hasComment: 'x' };
      const { observations, dropped } = await read([
        ...document({ report: { 'i72:value': { '@id': id('Measure/1') } } }),
        measure,
      ]);
      expect(observations).toMatchObject([{ value: '12' }]);
      expect(dropped).toEqual(['Measure.hasComment: hasComment: "x"']);
    });

    it('reads several types of a node and notes the unknown ones', async () => {
      const { indicators, dropped } = await read(
        document({ indicator: { '@type': ['i72:Mean', 'cids:Indicator', 'ex:Measure'] } }),
      );
      expect(indicators).toMatchObject([{ value: { version: { kind: 'MEAN' } } }]);
      expect(dropped).toEqual(['Indicator.@type: @type: "ex:Measure"']);
    });

    it('imports the first of several names and notes the others', async () => {
      const names = [
        { '@value': 'Meals', '@language': 'en' },
        { '@value': 'Repas', '@language': 'fr' },
      ];
      const { indicators, dropped } = await read(document({ indicator: { hasName: names } }));
      expect(indicators).toMatchObject([{ value: { name: 'Meals' } }]);
      expect(dropped).toEqual([
        'additional value of Indicator.hasName: "Repas" is ignored, because the property can have one value.',
      ]);
    });

    it('notes a value that the property does not allow', async () => {
      const { dropped } = await read(document({ indicator: { hasName: { en: 'Meals' } } }));
      expect(dropped).toEqual(['invalid value of Indicator.hasName: {"en":"Meals"}']);
    });
  });

  describe('indicators', () => {
    it('imports a percentage as a ratio', async () => {
      const { indicators } = await read(
        document({ indicator: { 'i72:unit_of_measure': '%' }, report: { 'i72:unit_of_measure': '%' } }),
      );
      expect(indicators).toMatchObject([
        { value: { version: { kind: 'RATIO', multiplier: '100', unit: { code: 'percent' } } } },
      ]);
    });

    it('imports a unit of people as a count of people', async () => {
      const { indicators } = await read(
        document({
          indicator: { 'i72:unit_of_measure': 'Participants' },
          report: { 'i72:unit_of_measure': 'participants' },
        }),
      );
      expect(indicators).toMatchObject([{ value: { version: { kind: 'COUNT', countingUnit: 'PEOPLE' } } }]);
    });

    it('imports values with decimals as an amount', async () => {
      const { indicators } = await read(document({ report: { 'i72:value': '1.5' } }));
      expect(indicators).toMatchObject([{ value: { version: { kind: 'AMOUNT' } } }]);
    });

    it('takes the unit from the reports if the indicator has none', async () => {
      const { indicators, repaired } = await read(document({ indicator: { 'i72:unit_of_measure': undefined } }));
      expect(indicators).toMatchObject([{ value: { version: { unit: { code: 'meals' } } } }]);
      expect(repaired).toEqual(['Indicator without a unit: The unit is set to "Meals", from its reports.']);
    });

    it('imports text values as a qualitative indicator', async () => {
      const { indicators, observations, dropped } = await read(document({ report: { 'i72:value': 'yes' } }));
      expect(indicators).toMatchObject([{ value: { version: { kind: 'QUALITATIVE' } } }]);
      expect(observations).toMatchObject([{ value: null, status: 'OBSERVED', narrative: 'yes\n\nA good year.' }]);
      expect(dropped).toEqual([]);
    });

    it('uses the name as a missing description, and the description as a missing name', async () => {
      const { indicators, repaired } = await read([
        ...document({ indicator: { hasDescription: '' } }),
        {
          ...indicator,
          '@id': id('Indicator/2'),
          hasName: undefined,
          hasIndicatorReport: [],
          forOrganization: undefined,
        },
      ]);
      expect(indicators).toMatchObject([
        { value: { version: { definition: 'Meals served' } } },
        { value: { name: 'Warm meals handed out.' } },
      ]);
      expect(repaired).toEqual([
        'Indicator without a description: The definition is set to the name.',
        'Indicator without a name: The required hasName is missing. The name is set to "Warm meals handed out.".',
      ]);
    });

    it('shortens a name that is too long, and keeps it in the note', async () => {
      const long = 'x'.repeat(301);
      const { indicators, repaired } = await read(document({ indicator: { hasName: long } }));
      expect(indicators[0]?.value.name).toBe(`${'x'.repeat(299)}…`);
      expect(repaired).toEqual([`name shortened: A name can have at most 300 characters. The full name is "${long}".`]);
    });

    it('notes the organization of an indicator without reports', async () => {
      const { dropped } = await read([organization, { ...indicator, forOutcome: [], hasIndicatorReport: [] }]);
      expect(dropped).toEqual([
        `Indicator.forOrganization: forOrganization "${id('Organization/1')}" is ignored, because the indicator has no reports.`,
      ]);
    });
  });

  describe('organizations', () => {
    it('names an organization by its host if its legal name is a web address', async () => {
      const { organizations, repaired } = await read([
        { ...organization, 'org:hasLegalName': 'https://example.org/LegalNameIRI' },
      ]);
      expect(organizations).toMatchObject([{ value: { name: 'example.org', legalName: undefined } }]);
      expect(repaired).toEqual([
        'organization without a legal name: hasLegalName "https://example.org/LegalNameIRI" is a web address, not a name. The name is set to "example.org".',
      ]);
    });

    it('names an organization without any name by its host', async () => {
      const { organizations, repaired } = await read([{ ...organization, 'org:hasLegalName': undefined }]);
      expect(organizations).toMatchObject([{ value: { name: 'example.org' } }]);
      expect(repaired).toEqual(['organization without a name: The name is set to "example.org", from its @id.']);
    });

    it('prefers the name to the legal name, and imports the web address', async () => {
      const { organizations } = await read([
        { ...organization, hasName: 'Meals', hasWebAddress: 'https://meals.example' },
      ]);
      expect(organizations).toMatchObject([
        { value: { name: 'Meals', legalName: 'Meals Inc.', url: 'https://meals.example' } },
      ]);
    });

    it('notes an invalid web address', async () => {
      const { dropped } = await read([{ ...organization, hasWebAddress: 'our site' }]);
      expect(dropped).toEqual([
        'invalid value of Organization.hasWebAddress: "our site" is not a web address of at most 2000 characters.',
      ]);
    });
  });

  describe('links', () => {
    it('resolves a link that differs only in punctuation', async () => {
      const { indicators, repaired } = await read(
        document({ indicator: { forOutcome: 'https://example.orgOutcome/1' } }),
      );
      expect(indicators).toMatchObject([{ value: { goals: [id('Outcome/1')] } }]);
      expect(repaired).toEqual([
        `misspelled link: forOutcome "https://example.orgOutcome/1" is read as "${id('Outcome/1')}", which differs only in punctuation or capitals.`,
      ]);
    });

    it('does not resolve a misspelled link that fits two nodes', async () => {
      const twin = { ...outcome, '@id': 'https://example.orgOutcome1' };
      const { indicators, dropped } = await read([
        ...document({ indicator: { forOutcome: 'https://example.org/Outcome-1' } }),
        twin,
      ]);
      expect(indicators).toMatchObject([{ value: { goals: [] } }]);
      expect(dropped).toEqual([
        'link to a missing node: forOutcome "https://example.org/Outcome-1" is ignored, because the file has no Outcome with this @id.',
      ]);
    });

    it('links an indicator to the outcome that lists it', async () => {
      const { indicators, repaired } = await read(
        document({ indicator: { forOutcome: undefined }, outcome: { hasIndicator: id('Indicator/1') } }),
      );
      expect(indicators).toMatchObject([{ value: { goals: [id('Outcome/1')] } }]);
      expect(repaired).toEqual([
        `missing link: The indicator "${id('Indicator/1')}" does not name this outcome. It is linked, because the outcome lists it.`,
      ]);
    });

    it('assigns a report to the indicator that lists it', async () => {
      const { observations, indicators, repaired } = await read(document({ report: { forIndicator: undefined } }));
      expect(observations).toMatchObject([{ indicator: id('Indicator/1') }]);
      expect(indicators).toMatchObject([{ value: { version: { frequency: 'YEAR' } } }]);
      expect(repaired).toEqual([
        `missing link: forIndicator is missing. It is set to "${id('Indicator/1')}", which lists the report.`,
      ]);
    });

    it('leaves out a report whose indicator is missing', async () => {
      const { observations, dropped } = await read(
        document({
          report: { forIndicator: id('Indicator/9') },
          indicator: { hasIndicatorReport: [], forOrganization: undefined },
        }),
      );
      expect(observations).toEqual([]);
      expect(dropped).toEqual([
        `link to a missing node: forIndicator "${id('Indicator/9')}" is ignored, because the file has no Indicator with this @id.`,
        'IndicatorReport without an indicator: The report has no link to an indicator of the file, and no indicator lists it.',
      ]);
    });

    it('notes a listed report that is missing or that names another indicator', async () => {
      const other = {
        ...indicator,
        '@id': id('Indicator/2'),
        hasIndicatorReport: [id('IndicatorReport/1'), id('IndicatorReport/9')],
        forOrganization: undefined,
      };
      const { dropped } = await read([...document(), other]);
      expect(dropped).toEqual([
        `conflicting links: hasIndicatorReport "${id('IndicatorReport/1')}" is ignored, because the report names another indicator.`,
        `link to a missing node: hasIndicatorReport "${id('IndicatorReport/9')}" is ignored, because the file has no IndicatorReport with this @id.`,
      ]);
    });

    it('takes the organization of a report from its indicator', async () => {
      const { observations, repaired } = await read(document({ report: { forOrganization: undefined } }));
      expect(observations).toMatchObject([{ organization: id('Organization/1') }]);
      expect(repaired).toEqual([
        `IndicatorReport without an organization: forOrganization is missing. It is set to "${id('Organization/1')}", the organization of the indicator.`,
      ]);
    });

    it('notes an organization that lists an indicator of another organization', async () => {
      const other = { ...organization, '@id': id('Organization/2'), hasIndicator: [id('Indicator/1')] };
      expect((await read([...document(), other])).dropped).toEqual([
        `conflicting links: hasIndicator "${id('Indicator/1')}" is ignored, because the indicator names the organization "${id('Organization/1')}".`,
      ]);
    });
  });

  describe('reports', () => {
    it('imports a report without a value as MISSING', async () => {
      const { observations, repaired } = await read(
        document({ report: { 'i72:value': { 'i72:numerical_value': '' } } }),
      );
      expect(observations).toMatchObject([{ value: null, status: 'MISSING' }]);
      expect(repaired).toEqual(['IndicatorReport without a value: The status is set to MISSING.']);
    });

    it.each<[string, Node, string]>([
      [
        'without an end',
        { 'prov:endedAtTime': undefined },
        'IndicatorReport without a period: startedAtTime or endedAtTime is missing.',
      ],
      ['with several values', { 'i72:value': ['1', '2'] }, 'IndicatorReport with several values: The values are 1, 2.'],
      [
        'in another unit',
        { 'i72:unit_of_measure': 'Tonnes' },
        'IndicatorReport in another unit: The unit is "Tonnes", but the unit of its indicator is "Meals".',
      ],
      [
        'with text as value',
        { 'i72:value': 'many' },
        'IndicatorReport with text as value: The value is "many", but other reports of its indicator have numbers.',
      ],
      [
        'for a month among years',
        { 'prov:endedAtTime': '2024-01-31' },
        'IndicatorReport for another length of period: 2024-01 is a MONTH, but most reports of its indicator are for a YEAR.',
      ],
    ])('leaves out a report %s', async (_, change, note) => {
      const years = [2020, 2021].map((year) => ({
        ...report,
        '@id': id(`IndicatorReport/${year}`),
        'prov:startedAtTime': `${year}-01-01`,
        'prov:endedAtTime': `${year}-12-31`,
      }));
      const { observations, dropped } = await read([...document({ report: change }), ...years]);
      expect(observations.map(({ period }) => period)).toEqual(['2020', '2021']);
      expect(dropped).toEqual([note]);
    });

    it('leaves out a repeated report', async () => {
      const { observations, dropped } = await read([...document(), report]);
      expect(observations).toHaveLength(1);
      expect(dropped).toEqual(['repeated IndicatorReport: An identical report appears earlier in the file.']);
    });

    it('imports two reports with the same @id and different content', async () => {
      const { observations, repaired } = await read([...document(), { ...report, 'i72:value': '13' }]);
      expect(observations.map(({ value }) => value)).toEqual(['12', '13']);
      expect(repaired).toEqual([
        'repeated @id: Another report has the same @id and different content. Both are imported.',
      ]);
    });
  });

  it('merges the properties of several nodes with the same @id', async () => {
    const { indicators, repaired, dropped } = await read([
      ...document(),
      { '@type': 'cids:Indicator', '@id': id('Indicator/1'), hasName: 'Meals', hasBaseline: '3' },
    ]);
    expect(indicators).toMatchObject([{ value: { name: 'Meals served' } }]);
    expect(repaired).toEqual(['repeated @id: Its properties are added to the first node with this @id, in line 1.']);
    expect(dropped).toEqual([
      'additional value of Indicator.hasName: "Meals" is ignored, because the property can have one value.',
      'Indicator.hasBaseline: hasBaseline: "3"',
    ]);
  });

  it('notes every node of another type, and every property that is not imported', async () => {
    const person = {
      '@type': 'cids:Person',
      '@id': id('Person/1'),
      'foaf:givenName': 'A',
      'ic:hasEmail': 'a@example.org',
    };
    const { dropped } = await read([
      ...document({ report: { hasName: 'Report' }, outcome: { 'ex:note': [1, 2] } }),
      person,
    ]);
    expect(dropped).toEqual([
      'Person: Nodes of this type are not imported. This one has foaf:givenName, ic:hasEmail.',
      'Outcome.ex:note: ex:note: [1,2]',
      'IndicatorReport.hasName: hasName: "Report"',
    ]);
  });

  it('imports a node without an @id, and notes it', async () => {
    const { organizations, repaired } = await read([{ ...organization, '@id': undefined }]);
    expect(organizations).toMatchObject([{ key: '$[0]', value: { name: 'Meals Inc.', sourceUri: undefined } }]);
    expect(repaired).toEqual([
      'Organization without an @id: It is imported under its position, $[0]. No node can link to it.',
    ]);
  });

  describe('invalid documents', () => {
    it('rejects a value that is not a number', async () => {
      for (const value of ['1O5', '1,283', '12 meals', '1.2.3']) {
        await refused(document({ report: { 'i72:value': value } })).toMatchObject({
          name: 'SourceError',
          place: { file: 'a.json', line: 1, node: id('IndicatorReport/1') },
          message: `The value "${value}" is not a number.`,
          remedy: expect.stringContaining('Write digits'),
        });
      }
    });

    it('rejects a report that ends before it starts', async () => {
      await refused(document({ report: { 'prov:endedAtTime': '2023-12-31' } })).toThrow(
        /ends on 2023-12-31, before it starts/,
      );
    });

    it.each([
      ['no nodes', '[]', /no Organization, .* or IndicatorReport, but no nodes at all/],
      [
        'other nodes only',
        '[{"@type": "schema:Event"}]',
        /no Organization, .* or IndicatorReport, but 1 × schema:Event/,
      ],
      ['no types', '[{"name": "x"}]', /but 1 × node without a type/],
      ['a cut document', JSON.stringify(document()).slice(0, -20), /^The JSON document ends in the middle/],
      ['a table', 'Year,Value\n2020,1\n', /not valid JSON/],
      ['nothing', '', /The file is empty/],
    ])('rejects %s', async (_, text, message) => {
      await refused(text).toMatchObject({
        name: 'SourceError',
        message: expect.stringMatching(message),
        remedy: expect.stringMatching(/\w/),
      });
    });
  });

  it('reads many reports of one indicator', async () => {
    const many = Array.from({ length: 3000 }, (_, index) => ({
      ...report,
      '@id': id(`IndicatorReport/${index}`),
      'prov:startedAtTime': `${1000 + index}-01-01`,
      'prov:endedAtTime': `${1000 + index}-12-31`,
    }));
    const listing = { ...indicator, hasIndicatorReport: many.map((each) => each['@id']) };
    const observations = await itemsOf(source([organization, outcome, listing, ...many]), 'observation');
    expect(observations).toHaveLength(3000);
  });
});
