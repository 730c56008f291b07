import type { Role } from '@collective-impact/sdk';
import type { MatrixRecord } from './records.ts';

/** What an ecosystem shares with the networks of a caller. */
export interface Shared {
  /** The least disclosure threshold of figures. */
  readonly threshold: number;
  /** The indicators (UUIDs) that are named. Null for all. */
  readonly indicators: ReadonlySet<string> | null;
  /** Whether figures by category are left out. */
  readonly isOfTotals: boolean;
}

/** What a caller was granted. Ids are UUIDs. */
export interface Caller {
  readonly name: string;
  /** Absent for an anonymous caller. */
  readonly key?: string;
  /** UUID of its principal. Absent for an anonymous caller. */
  readonly principal?: string;
  readonly role?: Role;
  /** The ecosystems in which it has the role. */
  readonly ecosystems: ReadonlySet<string>;
  /** The organizations for which it acts. */
  readonly organizations: ReadonlySet<string>;
  /** The ecosystems that share something with a network of the caller. */
  readonly sharing: ReadonlyMap<string, Shared>;
}

/**
 * Decides who sees a record, from what callers were granted and from the columns of the record. It shares no code with the
 * product: if the two disagree, one of them is wrong.
 */
export class Oracle {
  readonly #ecosystems: ReadonlyMap<string, MatrixRecord>;

  constructor(records: readonly MatrixRecord[]) {
    this.#ecosystems = new Map(records.filter(({ type }) => type === 'Ecosystem').map((each) => [each.uuid, each]));
  }

  sees(caller: Caller, record: MatrixRecord): boolean {
    const level = this.#ecosystems.get(record.ecosystem)?.visibility;
    if (record.visibility === 'PUBLIC' && level === 'PUBLIC') return true;
    const managed = managedBy(caller);
    if (managed.has(record.ecosystem) || record.sharedWith.some((id) => managed.has(id))) return true;
    const isMember = caller.ecosystems.has(record.ecosystem) && level !== 'RESTRICTED';
    if (isMember && record.visibility !== 'RESTRICTED') return true;
    if (isMember && record.owners.some((id) => caller.organizations.has(id))) return true;
    if (isMember && record.author !== null && record.author === caller.principal) return true;
    const shared = caller.sharing.get(record.ecosystem);
    if (shared === undefined || !['PUBLIC', 'NETWORK'].includes(record.visibility)) return false;
    if (record.threshold !== null && record.threshold < shared.threshold) return false;
    if (shared.isOfTotals && record.isByCategory) return false;
    return record.indicators.every((id) => shared.indicators?.has(id) ?? true);
  }

  /** Whether a caller is a data steward of the ecosystem of a record. */
  manages(caller: Caller, record: MatrixRecord): boolean {
    return managedBy(caller).has(record.ecosystem);
  }
}

/** The ecosystems of which a caller is a data steward. */
function managedBy({ role, ecosystems }: Caller): ReadonlySet<string> {
  return role === 'STEWARD' || role === 'BACKBONE' ? ecosystems : new Set();
}
