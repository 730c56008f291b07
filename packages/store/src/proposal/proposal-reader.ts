import { decodeTypeId, typeIdPrefix } from '@collective-impact/sdk';
import {
  type FieldValue,
  type JsonValue,
  type ProposalStatus,
  parseJson,
  referencedIds,
} from '@collective-impact/sdk/proposal';
import { typeOfPrefix } from '../access/index.ts';
import type { Page, PageArguments } from '../shared/page.ts';
import type { Reader } from '../shared/reader.ts';
import { childrenOf, type Relation } from '../shared/relation.ts';
import { type RowOf, tableOf } from '../shared/table.ts';
import { ProposalEntity } from './proposal.entity.ts';

/** A proposal as readers return it. */
export interface ProposalRow extends RowOf<typeof ProposalEntity> {}

/** Filters proposals. */
export interface ProposalFilter {
  readonly status: ProposalStatus | null;
  /** UUID of a record. */
  readonly recordId: string | null;
}

/** A field of a proposal, with its values as JSON. Both are null if the viewer may not see them. */
export interface ProposedChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly isHidden: boolean;
}

/** Reads whether the viewer sees a record of a type. */
type Sees = (prefix: string, id: string) => Promise<boolean>;

const table = tableOf<ProposalRow>(ProposalEntity);
const where: Relation<ProposalRow, ProposalFilter>['where'] = ({ status, recordId }, { eb }) => [
  status !== null && eb('t.status', '=', status),
  recordId !== null && eb('t.record_id', '=', recordId),
];
const list = { table, order: ['createdAt', 'id'], descending: true, where } as const;

const proposalsOfEcosystem = childrenOf<ProposalRow, ProposalFilter>({ ...list, by: 'ecosystemId' });
const allProposals: Relation<ProposalRow, ProposalFilter> = { ...list, name: 'proposals', of: null };

/** Reads proposals. */
export class ProposalReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** The proposals of an ecosystem that the viewer sees, the newest first; of all ecosystems, without one. */
  proposals(
    ecosystemId: string | null,
    { page, filter }: { page: PageArguments; filter: ProposalFilter },
  ): Promise<Page<ProposalRow>> {
    const relation = ecosystemId === null ? allProposals : proposalsOfEcosystem;
    return this.#reader.page(relation, { parent: ecosystemId, page, filter });
  }

  /**
   * The changes of a proposal. Null if the viewer does not see the record. The values of a field are hidden if they name a record
   * that it does not see.
   */
  async changes(proposal: ProposalRow, sees: Sees): Promise<ProposedChange[] | null> {
    const { recordType, recordId, changes, basis } = proposal;
    if (!(await sees(recordType, recordId))) return null;
    const before = new Map(basis.map(({ field, value }) => [field, value]));
    return await Promise.all(
      changes.map(async ({ field, value }) => {
        const earlier = before.get(field) ?? 'null';
        const ids = [value, earlier].flatMap((json) => idsIn(recordType, { field, value: json }));
        const seen = await Promise.all(ids.map((id) => seesTypeId(id, sees)));
        const isHidden = seen.includes(false);
        const shown = (json: string) => (isHidden || json === 'null' ? null : json);
        return { field, before: shown(earlier), after: shown(value), isHidden };
      }),
    );
  }
}

function idsIn(prefix: string, { field, value }: FieldValue): string[] {
  const parsed: JsonValue | undefined = parseJson(value);
  return parsed === undefined ? [] : referencedIds(typeOfPrefix(prefix), { field, value: parsed });
}

async function seesTypeId(id: string, sees: Sees): Promise<boolean> {
  const prefix = typeIdPrefix(id) ?? '';
  const uuid = decodeTypeId(prefix, id);
  return uuid !== undefined && (await sees(prefix, uuid));
}
