import type { ImportItem } from '@collective-impact/sdk/import';
import { codeOfIri, lastPartOfIri, sourceUriOf } from '../shared/cids-code.ts';
import type { CidsNode, NoteTaker } from '../shared/cids-node.ts';
import { nameOf } from '../shared/cids-text.ts';

type GoalItem = Extract<ImportItem, { kind: 'goal' }>;

/**
 * Converts a `cids:Outcome` to a goal.
 *
 * @see https://ontology.commonapproach.org/cids#Outcome
 */
export function cidsOutcome(node: CidsNode, notes: NoteTaker): GoalItem {
  const name = node.takeText('hasName', notes);
  const description = node.takeText('hasDescription', notes);
  return {
    kind: 'goal',
    key: node.key,
    place: node.place,
    value: {
      code: codeOfIri(node.key),
      title: nameOf(node, { name, standIn: description ?? lastPartOfIri(node.key), notes }),
      outcomeStatement: description,
      sourceUri: sourceUriOf(node.key),
    },
  };
}
