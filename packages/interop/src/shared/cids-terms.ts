import type { Json } from './json-tree.ts';

/**
 * The vocabularies of CIDS documents, by their prefix in the published contexts.
 *
 * @see https://ontology.commonapproach.org/contexts/cidsContext.jsonld
 * @see https://ontology.commonapproach.org/contexts/sffContext.jsonld
 */
const vocabularies: Record<string, string> = {
  cids: 'https://ontology.commonapproach.org/cids#',
  sff: 'https://ontology.commonapproach.org/sff#',
  org: 'http://ontology.eil.utoronto.ca/tove/organization#',
  ic: 'http://ontology.eil.utoronto.ca/tove/icontact#',
  i72: 'http://ontology.eil.utoronto.ca/ISO21972/iso21972#',
  prov: 'http://www.w3.org/ns/prov#',
  foaf: 'http://xmlns.com/foaf/0.1/',
  sch: 'http://schema.org/',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  dcterms: 'http://purl.org/dc/terms/',
};

/**
 * Resolves keys and types to terms of the CIDS vocabularies. A term can be bare (`hasName`), prefixed (`cids:hasName`,
 * `org:hasName`) or a full IRI. Exports mix all three and confuse the prefixes, so that only the term is compared.
 */
export class CidsTerms {
  readonly #definitions: ReadonlyMap<string, string>;

  /** `context` is the `@context` of the document or node. Contexts in other files are not read. */
  constructor(context?: Json) {
    this.#definitions = new Map(definitionsIn(context));
  }

  /** The term of a key or type, without its vocabulary. Undefined if it belongs to no vocabulary of CIDS. */
  term(name: string): string | undefined {
    const expanded = this.#definitions.get(name) ?? this.#expandPrefix(name);
    if (!expanded.includes(':')) return expanded;
    const vocabulary = Object.values(vocabularies).find((iri) => expanded.startsWith(iri));
    if (vocabulary !== undefined) return expanded.slice(vocabulary.length);
    const colon = expanded.indexOf(':');
    return Object.hasOwn(vocabularies, expanded.slice(0, colon)) ? expanded.slice(colon + 1) : undefined;
  }

  #expandPrefix(name: string): string {
    const colon = name.indexOf(':');
    const iri = colon < 0 ? undefined : this.#definitions.get(name.slice(0, colon));
    return iri === undefined ? name : `${iri}${name.slice(colon + 1)}`;
  }
}

function definitionsIn(context: Json | undefined): [string, string][] {
  if (Array.isArray(context)) return context.flatMap(definitionsIn);
  if (!(context instanceof Map)) return [];
  return [...context].flatMap(([term, meaning]): [string, string][] => {
    const iri = meaning instanceof Map ? meaning.get('@id') : meaning;
    return typeof iri === 'string' && !term.startsWith('@') ? [[term, iri]] : [];
  });
}
