import { describe, expect, it } from 'vitest';
import { CidsTerms } from './cids-terms.ts';
import type { Json } from './json-tree.ts';

describe('CidsTerms', () => {
  it.each(['hasName', 'cids:hasName', 'org:hasName', 'http://ontology.eil.utoronto.ca/tove/organization#hasName'])(
    'resolves %s to hasName',
    (name) => {
      expect(new CidsTerms().term(name)).toBe('hasName');
    },
  );

  it.each(['ex:hasName', 'https://example.org/hasName'])('does not resolve %s to a term of CIDS', (name) => {
    expect(new CidsTerms().term(name)).toBeUndefined();
  });

  it('resolves the prefixes and terms that a context defines', () => {
    const context: Json = [
      'https://ontology.commonapproach.org/contexts/cidsContext.jsonld',
      new Map<string, Json>([
        ['c', 'https://ontology.commonapproach.org/cids#'],
        ['title', new Map([['@id', 'org:hasName']])],
      ]),
    ];
    const terms = new CidsTerms(context);
    expect([terms.term('c:hasName'), terms.term('title'), terms.term('hasCode')]).toEqual([
      'hasName',
      'hasName',
      'hasCode',
    ]);
  });
});
