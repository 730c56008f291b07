import { createHash } from 'node:crypto';

const longestCode = 100;

/**
 * The code of the record that an IRI identifies: the IRI without its scheme, such as `example.org/Indicator/12`. It depends
 * only on the IRI, so that every import of a file has the same codes. A long code is cut, and ends with a part of the
 * SHA-256 of the IRI.
 */
export function codeOfIri(iri: string): string {
  const code = iri.replace(/^[a-z][a-z0-9+.-]*:(?:\/\/)?/i, '').replace(/\/+$/, '');
  if (code.length > 0 && code.length <= longestCode) return code;
  const mark = createHash('sha256').update(iri).digest('hex').slice(0, 8);
  return `${code.slice(0, longestCode - mark.length - 1)}~${mark}`;
}

/** The IRI if it can be stored as the source of a record. Undefined for blank nodes, positions and long IRIs. */
export function sourceUriOf(iri: string): string | undefined {
  return /^(?!_:)[a-z][a-z0-9+.-]*:[^\s]+$/i.test(iri) && iri.length <= 2000 ? iri : undefined;
}

/** The host of an IRI as written, or the IRI if it has no host. */
export function hostOfIri(iri: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\/([^/?#]+)/i.exec(iri)?.[1] ?? iri;
}

/** The last part of an IRI's path. */
export function lastPartOfIri(iri: string): string {
  return (
    iri
      .replace(/[/#]+$/, '')
      .split(/[/#]/)
      .at(-1) ?? iri
  );
}
