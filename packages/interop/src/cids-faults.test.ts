import { describe, expect, it } from 'vitest';
import { document, id, source } from './cids-source.fixture.ts';
import { collect } from './testing/memory-file.ts';

const refused = (content: unknown) => expect(collect(source(content).items)).rejects;

describe('invalid CIDS files', () => {
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
    ['other nodes only', '[{"@type": "schema:Event"}]', /no Organization, .* or IndicatorReport, but 1 × schema:Event/],
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
