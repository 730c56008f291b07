import type { ImportItem } from '@collective-impact/sdk/import';
import { hostOfIri, sourceUriOf } from '../shared/cids-code.ts';
import type { CidsNode, NoteTaker } from '../shared/cids-node.ts';
import { fittingLine } from '../shared/cids-text.ts';

type OrganizationItem = Extract<ImportItem, { kind: 'organization' }>;

/**
 * The organization that a `cids:Organization` describes. Without a name of its own it is called by its legal name;
 * where that is missing too, or is an address and no name, by the host of its `@id`.
 *
 * @see https://ontology.commonapproach.org/cids#Organization
 */
export function cidsOrganization(node: CidsNode, notes: NoteTaker): OrganizationItem {
  const givenName = node.takeText('hasName', notes);
  const legal = node.takeText('hasLegalName', notes);
  const legalName = legal !== undefined && isAddress(legal) ? undefined : legal;
  const name = givenName ?? legalName ?? hostOfIri(node.key);
  if (legal !== undefined && legalName === undefined) {
    const detail = `hasLegalName is an address, "${legal}", and not a name${givenName ? '' : `: called "${name}"`}`;
    notes.repaired({ kind: 'organization without a legal name', place: node.place, detail });
  } else if (givenName === undefined && legalName === undefined) {
    const detail = `called "${name}", after its @id`;
    notes.repaired({ kind: 'organization without a name', place: node.place, detail });
  }
  return {
    kind: 'organization',
    key: node.key,
    place: node.place,
    value: {
      name: fittingLine(name, { node, notes }),
      legalName: legalName === undefined ? undefined : fittingLine(legalName, { node, notes }),
      url: webAddress(node, notes),
      sourceUri: sourceUriOf(node.key),
    },
  };
}

function isAddress(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(text);
}

function webAddress(node: CidsNode, notes: NoteTaker): string | undefined {
  const [address, ...others] = node.takeLinks('hasWebAddress', notes);
  for (const other of others) {
    const kind = 'further value of Organization.hasWebAddress';
    notes.dropped({ kind, place: node.place, detail: `"${other}": an organization has one web address here` });
  }
  if (address === undefined || (URL.canParse(address) && address.length <= 2000)) return address;
  notes.dropped({ kind: 'value of Organization.hasWebAddress not understood', place: node.place, detail: address });
  return undefined;
}
