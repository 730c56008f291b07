/**
 * Who may see a record, from the most to the fewest callers.
 *
 * `PUBLIC`: everyone, if the ecosystem is `PUBLIC` too. `NETWORK`: members of the ecosystem, and of networks with which it has a
 * sharing agreement in force. `MEMBERS`: members of the ecosystem. `RESTRICTED`: its data stewards, its backbone organization and
 * the organization that owns the record.
 */
export const visibilities = ['PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'] as const;

/** One of {@link visibilities}. */
export type Visibility = (typeof visibilities)[number];
