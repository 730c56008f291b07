import type { Caller, Oracle } from './oracle.ts';
import type { MatrixRecord } from './records.ts';

/** The records of memberships, of which each side keeps its own. All of them are in effect. */
export class Memberships {
  readonly #oracle: Oracle;
  readonly #records: readonly MatrixRecord[];

  constructor(oracle: Oracle, records: readonly MatrixRecord[]) {
    this.#oracle = oracle;
    this.#records = records.filter(({ membership }) => membership !== null);
  }

  /** Whether a caller sees that an ecosystem is a member of a network: it must see the records of both sides. */
  shows(caller: Caller, { member, network }: { member: MatrixRecord; network: MatrixRecord }): boolean {
    return [member, network].every((side) =>
      this.#records.some(
        (record) =>
          record.ecosystem === side.uuid &&
          record.membership?.member === member.uuid &&
          record.membership.network === network.uuid &&
          this.#oracle.sees(caller, record),
      ),
    );
  }
}
