import { describe, expect, it } from 'vitest';
import { document, id, indicator, organization, outcome, read, report, source } from './cids-source.fixture.ts';
import { collect, itemsOf } from './testing/memory-file.ts';

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
