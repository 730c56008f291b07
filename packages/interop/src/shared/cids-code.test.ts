import { describe, expect, it } from 'vitest';
import { codeOfIri, hostOfIri, lastPartOfIri, sourceUriOf } from './cids-code.ts';

describe('codeOfIri', () => {
  it('is the IRI without its scheme', () => {
    expect(codeOfIri('https://example.org/Indicator/12/')).toBe('example.org/Indicator/12');
  });

  it('differs between long IRIs with the same beginning', () => {
    const [a, b] = ['a', 'b'].map((end) => codeOfIri(`https://example.org/${'x'.repeat(200)}${end}`));
    expect(a).toHaveLength(100);
    expect(a).not.toBe(b);
  });

  it('is never empty', () => {
    expect(codeOfIri('https://')).toMatch(/^~[0-9a-f]{8}$/);
  });
});

describe('sourceUriOf', () => {
  it('returns IRIs, and undefined for blank nodes and positions', () => {
    expect(['https://example.org/a', 'urn:x:1', '_:b0', '$[3]', 'a b'].map(sourceUriOf)).toEqual([
      'https://example.org/a',
      'urn:x:1',
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('hostOfIri', () => {
  it('keeps the capitals of the host', () => {
    expect(hostOfIri('https://SPO_D1.ca/Organization/1')).toBe('SPO_D1.ca');
  });
});

describe('lastPartOfIri', () => {
  it.each([
    ['https://example.org/Outcome/12/', '12'],
    ['https://example.org/codes#edg1', 'edg1'],
  ])('returns the last part of %s, which is %s', (iri, part) => {
    expect(lastPartOfIri(iri)).toBe(part);
  });
});
