import type { SourceLocation } from '@collective-impact/sdk';
import type { ImportItem } from '@collective-impact/sdk/import';
import { describePlace, quoted } from '../../shared/source-failure.ts';
import type { CsvRow } from './csv-row.ts';
import type { Mapping } from './mapping.ts';

type OrganizationItem = Extract<ImportItem, { kind: 'organization' }>;

/**
 * The organization of a row. `key` is null for the ecosystem itself. `item` is present in the first row of the organization, and in
 * the first row that states its URL.
 */
interface RowOrganization {
  key: string | null;
  item?: OrganizationItem;
}

/** A URL, and the first row that states it. */
interface StatedUrl {
  url: string;
  place: SourceLocation;
}

/**
 * Returns a function that reads the organization of each row of one file, in order. An empty URL means that the row does not state
 * it.
 *
 * The function throws a `SourceError` if a row has a URL and no organization, or another URL than an earlier row of the organization.
 */
export function organizationReader({ content }: Mapping): (row: CsvRow) => RowOrganization {
  const { organization: nameColumn, organizationUrl: urlColumn } = content;
  const known = new Map<string, StatedUrl | undefined>();

  return (row) => {
    const name = nameColumn === undefined ? '' : row.get(nameColumn);
    const stated = urlColumn === undefined ? undefined : statedUrl(row, urlColumn);
    if (name === '') {
      if (urlColumn !== undefined && stated) refuseWithoutOrganization(row, { urlColumn, nameColumn });
      return { key: null };
    }
    const earlier = known.get(name);
    if (urlColumn !== undefined && stated && earlier && stated.url !== earlier.url) {
      row.refuse(urlColumn, {
        fault: `differs from ${quoted(earlier.url)} in ${describePlace(earlier.place)}, for the organization ${quoted(name)}`,
        remedy: 'Enter the same URL in every row of an organization, or in one of them.',
      });
    }
    const isNew = !known.has(name) || (stated !== undefined && earlier === undefined);
    if (!isNew) return { key: name };
    known.set(name, stated);
    const value = { name, ...(stated && { url: stated.url }) };
    return { key: name, item: { kind: 'organization', key: name, place: row.place, value } };
  };
}

function statedUrl(row: CsvRow, column: string): StatedUrl | undefined {
  const url = row.get(column);
  return url === '' ? undefined : { url, place: row.place };
}

function refuseWithoutOrganization(
  row: CsvRow,
  { urlColumn, nameColumn = '' }: { urlColumn: string; nameColumn: string | undefined },
): never {
  return row.refuse(urlColumn, {
    fault: `is the URL of no organization, because column ${quoted(nameColumn)} is empty`,
    remedy: 'Enter the organization, or remove its URL.',
  });
}
