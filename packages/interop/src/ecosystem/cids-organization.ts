import type { ImportItem } from '@collective-impact/sdk/import';
import { hostOfIri, sourceUriOf } from '../shared/cids-code.ts';
import type { CidsNode, NoteTaker } from '../shared/cids-node.ts';
import { fittingLine } from '../shared/cids-text.ts';

type OrganizationItem = Extract<ImportItem, { kind: 'organization' }>;

/**
 * Converts a `cids:Organization` to an organization. If it has no name, its name is the legal name. If that is missing
 * too, or is a web address, its name is the host of its `@id`.
 *
 * @see https://ontology.commonapproach.org/cids#Organization
 */
export function cidsOrganization(node: CidsNode, notes: NoteTaker): OrganizationItem {
  const givenName = node.takeText('hasName', notes);
  const legal = node.takeText('hasLegalName', notes);
  const legalName = legal !== undefined && isAddress(legal) ? undefined : legal;
  const name = givenName ?? legalName ?? hostOfIri(node.key);
  if (legal !== undefined && legalName === undefined) {
    const replacement = givenName ? '' : ` The name is set to "${name}".`;
    const detail = `hasLegalName "${legal}" is a web address, not a name.${replacement}`;
    notes.repaired({ kind: 'organization without a legal name', place: node.place, detail });
  } else if (givenName === undefined && legalName === undefined) {
    const detail = `The name is set to "${name}", from its @id.`;
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
    const kind = 'additional value of Organization.hasWebAddress';
    const detail = `"${other}" is ignored, because an organization has one web address.`;
    notes.dropped({ kind, place: node.place, detail });
  }
  if (address === undefined || (URL.canParse(address) && address.length <= 2000)) return address;
  const detail = `"${address}" is not a web address of at most 2000 characters.`;
  notes.dropped({ kind: 'invalid value of Organization.hasWebAddress', place: node.place, detail });
  return undefined;
}
