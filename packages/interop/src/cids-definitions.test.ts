import { describe, expect, it } from 'vitest';
import { document, id, indicator, organization, outcome, read } from './cids-source.fixture.ts';

describe('indicators of a CIDS file', () => {
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

describe('organizations of a CIDS file', () => {
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

describe('links in a CIDS file', () => {
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
