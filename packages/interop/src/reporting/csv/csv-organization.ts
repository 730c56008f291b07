import type { ImportItem } from '@collective-impact/sdk/import';
import { describePlace, quoted } from '../../shared/source-failure.ts';
import type { CsvRow } from './csv-row.ts';
import type { Mapping } from './mapping.ts';

type OrganizationItem = Extract<ImportItem, { kind: 'organization' }>;

/** The organization of a row. `key` is null for the ecosystem itself, and `item` absent if an earlier row has the organization. */
interface RowOrganization {
  key: string | null;
  item?: OrganizationItem;
}

/**
 * Returns a function that reads the organization of each row of one file, in order. The first row of an organization defines it.
 *
 * The function throws a `SourceError` if a row has a URL and no organization, or another URL than an earlier row of the organization.
 */
export function organizationReader({ content }: Mapping): (row: CsvRow) => RowOrganization {
  const { organization: nameColumn, organizationUrl: urlColumn } = content;
  const known = new Map<string, OrganizationItem>();

  return (row) => {
    const name = nameColumn === undefined ? '' : row.get(nameColumn);
    const url = urlColumn === undefined ? '' : row.get(urlColumn);
    if (name === '') {
      if (urlColumn !== undefined && url !== '') refuseWithoutOrganization(row, { urlColumn, nameColumn });
      return { key: null };
    }
    const first = known.get(name);
    if (first === undefined) {
      const value = { name, ...(url !== '' && { url }) };
      const item: OrganizationItem = { kind: 'organization', key: name, place: row.place, value };
      known.set(name, item);
      return { key: name, item };
    }
    const earlier = first.value.url ?? '';
    if (urlColumn !== undefined && url !== earlier) {
      row.refuse(urlColumn, {
        fault: `differs from ${quoted(earlier)} in ${describePlace(first.place)}, for the organization ${quoted(name)}`,
        remedy: 'Enter the same URL in every row of an organization.',
      });
    }
    return { key: name };
  };
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
