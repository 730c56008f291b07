import { InputError } from '@collective-impact/sdk';

/** Rows of sums that one request may hold in memory. */
const maximumRows = 50_000;

/** Limits how many rows the roll-ups of one request read together. */
export class RowBudget {
  #left = maximumRows;

  /** Reads rows. `limit` is the number of rows left: a statement reads at most one more. Throws an {@link InputError} beyond it. */
  async read<Row>(rows: (limit: number) => Promise<Row[]>): Promise<Row[]> {
    const found = this.#left < 0 ? [] : await rows(this.#left);
    this.#left -= found.length;
    if (this.#left >= 0) return found;
    throw new InputError(
      `The roll-ups of this request need more than ${maximumRows.toLocaleString('en')} sums. Request fewer indicators at once, narrow them by \`periods\` or \`by\`, or add units to \`over\`.`,
    );
  }
}
