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
    list.map(({ kind, detail }) => `${kind}: ${detail}`).filter((text) => !text.startsWith('Indicator: assumed'));
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
  it('takes organizations, outcomes, indicators and reports, and loses nothing of them', async () => {
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

  it('notes what of an indicator it had to assume', async () => {
    const from = source(document());
    await collect(from.items);
    expect(from.notes.repaired).toMatchObject([
      {
        kind: 'Indicator: assumed what the standard does not say',
        place: { node: id('Indicator/1') },
        detail: 'kind COUNT, level PROGRAM, direction INCREASE, figures do not add up',
      },
    ]);
  });

  it('leaves repeated cells to be set aside', () => {
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
      ['reports before what they report on', JSON.stringify(document().reverse())],
      ['indented', JSON.stringify(document(), null, 2)],
    ])('reads %s', async (_, text) => {
      const { observations, dropped, repaired } = await read(text);
      expect(observations).toMatchObject([{ value: '12', organization: id('Organization/1') }]);
      expect([...dropped, ...repaired]).toEqual([]);
    });

    it('reads a single node with the others inside of it', async () => {
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
        `missing link: "${id('Indicator/1')}" names no organization and is listed by this one`,
        `missing link: forIndicator is missing; "${id('Indicator/1')}" lists it`,
      ]);
    });

    it('reads a graph of one node', async () => {
      expect((await read({ '@graph': organization })).organizations).toHaveLength(1);
    });

    it('notes what stands around a graph and what is no node', async () => {
      const { dropped } = await read({ '@graph': [...document(), 7], title: 'My export' });
      expect(dropped).toEqual([
        'node without a type: not a kind of node that is imported; it has @value',
        'node without a type: not a kind of node that is imported; it has title',
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
    ])('understands %s keys', async (_, keys) => {
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
    ])('reads %s for a value', async (_, value, expected) => {
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

    it('reads a measure that stands by itself', async () => {
      const measure = { '@type': 'i72:Measure', '@id': id('Measure/1'), 'i72:numerical_value': '12', hasComment: 'x' };
      const { observations, dropped } = await read([
        ...document({ report: { 'i72:value': { '@id': id('Measure/1') } } }),
        measure,
      ]);
      expect(observations).toMatchObject([{ value: '12' }]);
      expect(dropped).toEqual(['Measure.hasComment: hasComment: "x"']);
    });

    it('understands several types, and notes those that it does not', async () => {
      const { indicators, dropped } = await read(
        document({ indicator: { '@type': ['i72:Mean', 'cids:Indicator', 'ex:Measure'] } }),
      );
      expect(indicators).toMatchObject([{ value: { version: { kind: 'MEAN' } } }]);
      expect(dropped).toEqual(['Indicator.@type: @type: "ex:Measure"']);
    });

    it('takes the first of several names and notes the others', async () => {
      const names = [
        { '@value': 'Meals', '@language': 'en' },
        { '@value': 'Repas', '@language': 'fr' },
      ];
      const { indicators, dropped } = await read(document({ indicator: { hasName: names } }));
      expect(indicators).toMatchObject([{ value: { name: 'Meals' } }]);
      expect(dropped).toEqual([
        'further value of Indicator.hasName: "Repas": the property has another value already, and can have one',
      ]);
    });

    it('notes a value that is of no use where it stands', async () => {
      const { dropped } = await read(document({ indicator: { hasName: { en: 'Meals' } } }));
      expect(dropped).toEqual(['value of Indicator.hasName not understood: {"en":"Meals"}']);
    });
  });

  describe('indicators', () => {
    it('takes a percentage for a ratio', async () => {
      const { indicators } = await read(
        document({ indicator: { 'i72:unit_of_measure': '%' }, report: { 'i72:unit_of_measure': '%' } }),
      );
      expect(indicators).toMatchObject([
        { value: { version: { kind: 'RATIO', multiplier: '100', unit: { code: 'percent' } } } },
      ]);
    });

    it('takes a unit of people for a count of people', async () => {
      const { indicators } = await read(
        document({
          indicator: { 'i72:unit_of_measure': 'Participants' },
          report: { 'i72:unit_of_measure': 'participants' },
        }),
      );
      expect(indicators).toMatchObject([{ value: { version: { kind: 'COUNT', countingUnit: 'PEOPLE' } } }]);
    });

    it('takes for an amount what has decimals', async () => {
      const { indicators } = await read(document({ report: { 'i72:value': '1.5' } }));
      expect(indicators).toMatchObject([{ value: { version: { kind: 'AMOUNT' } } }]);
    });

    it('takes the unit from its reports where it states none', async () => {
      const { indicators, repaired } = await read(document({ indicator: { 'i72:unit_of_measure': undefined } }));
      expect(indicators).toMatchObject([{ value: { version: { unit: { code: 'meals' } } } }]);
      expect(repaired).toEqual(['Indicator without a unit: its reports state "Meals"']);
    });

    it('takes for qualitative what has words for values', async () => {
      const { indicators, observations, dropped } = await read(document({ report: { 'i72:value': 'yes' } }));
      expect(indicators).toMatchObject([{ value: { version: { kind: 'QUALITATIVE' } } }]);
      expect(observations).toMatchObject([{ value: null, status: 'OBSERVED', narrative: 'yes\n\nA good year.' }]);
      expect(dropped).toEqual([]);
    });

    it('stands the name in for a missing description, and the description for a missing name', async () => {
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
        'Indicator without a description: its name stands in for the definition',
        'Indicator without a name: the required hasName is missing: called "Warm meals handed out."',
      ]);
    });

    it('cuts a name that is too long, and keeps it in the note', async () => {
      const long = 'x'.repeat(301);
      const { indicators, repaired } = await read(document({ indicator: { hasName: long } }));
      expect(indicators[0]?.value.name).toBe(`${'x'.repeat(299)}…`);
      expect(repaired).toEqual([`name cut: a name can have 300 characters: "${long}"`]);
    });

    it('says whose indicator without reports would be', async () => {
      const { dropped } = await read([organization, { ...indicator, forOutcome: [], hasIndicatorReport: [] }]);
      expect(dropped).toEqual([
        `Indicator.forOrganization: "${id('Organization/1')}": the organization of an indicator is that of its reports, and it has none`,
      ]);
    });
  });

  describe('organizations', () => {
    it('calls one whose legal name is an address by its host', async () => {
      const { organizations, repaired } = await read([
        { ...organization, 'org:hasLegalName': 'https://example.org/LegalNameIRI' },
      ]);
      expect(organizations).toMatchObject([{ value: { name: 'example.org', legalName: undefined } }]);
      expect(repaired).toEqual([
        'organization without a legal name: hasLegalName is an address, "https://example.org/LegalNameIRI", and not a name: called "example.org"',
      ]);
    });

    it('calls one without any name by its host', async () => {
      const { organizations, repaired } = await read([{ ...organization, 'org:hasLegalName': undefined }]);
      expect(organizations).toMatchObject([{ value: { name: 'example.org' } }]);
      expect(repaired).toEqual(['organization without a name: called "example.org", after its @id']);
    });

    it('takes its name before its legal name, and its web address', async () => {
      const { organizations } = await read([
        { ...organization, hasName: 'Meals', hasWebAddress: 'https://meals.example' },
      ]);
      expect(organizations).toMatchObject([
        { value: { name: 'Meals', legalName: 'Meals Inc.', url: 'https://meals.example' } },
      ]);
    });

    it('notes a web address that is none', async () => {
      const { dropped } = await read([{ ...organization, hasWebAddress: 'our site' }]);
      expect(dropped).toEqual(['value of Organization.hasWebAddress not understood: our site']);
    });
  });

  describe('links', () => {
    it('takes a link that differs in punctuation only', async () => {
      const { indicators, repaired } = await read(
        document({ indicator: { forOutcome: 'https://example.orgOutcome/1' } }),
      );
      expect(indicators).toMatchObject([{ value: { goals: [id('Outcome/1')] } }]);
      expect(repaired).toEqual([
        `misspelt link: forOutcome "https://example.orgOutcome/1" is taken for "${id('Outcome/1')}", which differs in punctuation or capitals only`,
      ]);
    });

    it('does not choose between two that are alike', async () => {
      const twin = { ...outcome, '@id': 'https://example.orgOutcome1' };
      const { indicators, dropped } = await read([
        ...document({ indicator: { forOutcome: 'https://example.org/Outcome-1' } }),
        twin,
      ]);
      expect(indicators).toMatchObject([{ value: { goals: [] } }]);
      expect(dropped).toEqual([
        'link to a missing node: forOutcome "https://example.org/Outcome-1": there is no Outcome of this @id in the file',
      ]);
    });

    it('follows a link to an outcome from the outcome', async () => {
      const { indicators, repaired } = await read(
        document({ indicator: { forOutcome: undefined }, outcome: { hasIndicator: id('Indicator/1') } }),
      );
      expect(indicators).toMatchObject([{ value: { goals: [id('Outcome/1')] } }]);
      expect(repaired).toEqual([`missing link: "${id('Indicator/1')}" does not name this outcome and is listed by it`]);
    });

    it('finds the indicator of a report by the list that it is on', async () => {
      const { observations, indicators, repaired } = await read(document({ report: { forIndicator: undefined } }));
      expect(observations).toMatchObject([{ indicator: id('Indicator/1') }]);
      expect(indicators).toMatchObject([{ value: { version: { frequency: 'YEAR' } } }]);
      expect(repaired).toEqual([`missing link: forIndicator is missing; "${id('Indicator/1')}" lists it`]);
    });

    it('leaves out a report whose indicator is not there', async () => {
      const { observations, dropped } = await read(
        document({
          report: { forIndicator: id('Indicator/9') },
          indicator: { hasIndicatorReport: [], forOrganization: undefined },
        }),
      );
      expect(observations).toEqual([]);
      expect(dropped).toEqual([
        `link to a missing node: forIndicator "${id('Indicator/9')}": there is no Indicator of this @id in the file`,
        'IndicatorReport without an indicator: its indicator is not in the file, or it names none and none lists it',
      ]);
    });

    it('notes a listed report that is not there, and one that names another indicator', async () => {
      const other = {
        ...indicator,
        '@id': id('Indicator/2'),
        hasIndicatorReport: [id('IndicatorReport/1'), id('IndicatorReport/9')],
        forOrganization: undefined,
      };
      const { dropped } = await read([...document(), other]);
      expect(dropped).toEqual([
        `links that disagree: hasIndicatorReport "${id('IndicatorReport/1')}": the report names its indicator otherwise, and that counts`,
        `link to a missing node: hasIndicatorReport "${id('IndicatorReport/9')}": there is no IndicatorReport of this @id in the file`,
      ]);
    });

    it('takes the organization of a report from its indicator', async () => {
      const { observations, repaired } = await read(document({ report: { forOrganization: undefined } }));
      expect(observations).toMatchObject([{ organization: id('Organization/1') }]);
      expect(repaired).toEqual([
        `IndicatorReport without an organization: forOrganization is missing: taken from its indicator, "${id('Organization/1')}"`,
      ]);
    });

    it('notes an organization that lists the indicator of another', async () => {
      const other = { ...organization, '@id': id('Organization/2'), hasIndicator: [id('Indicator/1')] };
      expect((await read([...document(), other])).dropped).toEqual([
        `links that disagree: hasIndicator "${id('Indicator/1')}": the indicator names the organization "${id('Organization/1')}"`,
      ]);
    });
  });

  describe('reports', () => {
    it('takes one without a value as missing', async () => {
      const { observations, repaired } = await read(
        document({ report: { 'i72:value': { 'i72:numerical_value': '' } } }),
      );
      expect(observations).toMatchObject([{ value: null, status: 'MISSING' }]);
      expect(repaired).toEqual(['IndicatorReport without a value: taken as MISSING']);
    });

    it.each<[string, Node, string]>([
      [
        'without an end',
        { 'prov:endedAtTime': undefined },
        'IndicatorReport without a period: startedAtTime or endedAtTime is missing',
      ],
      ['with several values', { 'i72:value': ['1', '2'] }, 'IndicatorReport with several values: 1, 2'],
      [
        'in another unit',
        { 'i72:unit_of_measure': 'Tonnes' },
        'IndicatorReport in another unit: "Tonnes"; its indicator is in "Meals"',
      ],
      [
        'in words',
        { 'i72:value': 'many' },
        'IndicatorReport with words for a value: "many"; other reports of its indicator have numbers',
      ],
      [
        'for a month among years',
        { 'prov:endedAtTime': '2024-01-31' },
        'IndicatorReport for another length of period: 2024-01 is a MONTH; most reports of its indicator are for a YEAR',
      ],
    ])('leaves out one %s', async (_, change, note) => {
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

    it('leaves out the same report a second time', async () => {
      const { observations, dropped } = await read([...document(), report]);
      expect(observations).toHaveLength(1);
      expect(dropped).toEqual(['IndicatorReport repeated: the same report is in the file already']);
    });

    it('takes two reports of one @id that say different things', async () => {
      const { observations, repaired } = await read([...document(), { ...report, 'i72:value': '13' }]);
      expect(observations.map(({ value }) => value)).toEqual(['12', '13']);
      expect(repaired).toEqual(['repeated @id: another report has this @id and says something else; both are taken']);
    });
  });

  it('adds up what several nodes of one @id say', async () => {
    const { indicators, repaired, dropped } = await read([
      ...document(),
      { '@type': 'cids:Indicator', '@id': id('Indicator/1'), hasName: 'Meals', hasBaseline: '3' },
    ]);
    expect(indicators).toMatchObject([{ value: { name: 'Meals served' } }]);
    expect(repaired).toEqual(['repeated @id: what it says is added to the first node of this @id, in line 1']);
    expect(dropped).toEqual([
      'further value of Indicator.hasName: "Meals": the property has another value already, and can have one',
      'Indicator.hasBaseline: hasBaseline: "3"',
    ]);
  });

  it('lists every node of another kind, and every property that is not taken', async () => {
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
      'Person: not a kind of node that is imported; it has foaf:givenName, ic:hasEmail',
      'Outcome.ex:note: ex:note: [1,2]',
      'IndicatorReport.hasName: hasName: "Report"',
    ]);
  });

  it('takes a node without an @id, and notes it', async () => {
    const { organizations, repaired } = await read([{ ...organization, '@id': undefined }]);
    expect(organizations).toMatchObject([{ key: '$[0]', value: { name: 'Meals Inc.', sourceUri: undefined } }]);
    expect(repaired).toEqual(['Organization without an @id: known by its position, $[0]; nothing can link to it']);
  });

  describe('documents that are not what they claim to be', () => {
    it('refuses a value that is no number', async () => {
      for (const value of ['1O5', '1,283', '12 meals', '1.2.3']) {
        await refused(document({ report: { 'i72:value': value } })).toMatchObject({
          name: 'SourceError',
          place: { file: 'a.json', line: 1, node: id('IndicatorReport/1') },
          message: `the value is "${value}", which is not a number`,
          remedy: expect.stringContaining('in digits'),
        });
      }
    });

    it('refuses a report that ends before it starts', async () => {
      await refused(document({ report: { 'prov:endedAtTime': '2023-12-31' } })).toThrow(
        /ends on 2023-12-31, before it starts/,
      );
    });

    it.each([
      ['no nodes', '[]', /no CIDS document: .*\(found: no nodes\)/],
      ['other nodes only', '[{"@type": "schema:Event"}]', /no CIDS document: .*\(found: 1 × schema:Event\)/],
      ['no types', '[{"name": "x"}]', /found: 1 × node without a type/],
      ['a cut document', JSON.stringify(document()).slice(0, -20), /^the JSON document ends in the middle/],
      ['a table', 'Year,Value\n2020,1\n', /this is not JSON/],
      ['nothing', '', /the file is empty/],
    ])('refuses %s', async (_, text, message) => {
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
