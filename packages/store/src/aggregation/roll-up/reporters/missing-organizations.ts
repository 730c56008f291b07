import { InputError } from '@collective-impact/sdk';
import type { RawBuilder } from 'kysely';
import type { Reader } from '../../../shared/reader.ts';

/** Missing organizations that one request may hold in memory. */
const maximumRows = 50_000;

/** A lookup of missing organizations for one figure. */
interface Lookup {
  /** Identifies lookups that one statement answers together. */
  name: string;
  key: string;
  /** Returns the organizations of each key by its ordinal. More than `most` rows are not needed. */
  statement: (keys: readonly string[], most: number) => RawBuilder<{ ordinal: number; id: string }>;
}

/** Reads lists of missing organizations, one statement for all figures of a request. */
export class MissingOrganizations {
  readonly #reader: Reader;
  #left = maximumRows;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** The UUIDs of the organizations of a key. Throws an {@link InputError} beyond 50,000 organizations per request. */
  async ofKey({ name, key, statement }: Lookup): Promise<string[]> {
    return this.#reader
      .loader<string, string[]>(name, async (keys) => {
        const rows = await this.#reader.rows(statement(keys, this.#left + 1));
        this.#left -= rows.length;
        if (this.#left < 0)
          throw new InputError(
            `The figures of this request have more than ${maximumRows.toLocaleString('en')} missing organizations. Request \`missingOrganizations\` for fewer figures, or narrow the roll-up by \`periods\` or \`by\`.`,
          );
        const byKey = Map.groupBy(rows, ({ ordinal }) => ordinal);
        return keys.map((_, at) => (byKey.get(at) ?? []).map(({ id }) => id));
      })
      .load(key);
  }
}
