/**
 * Who may see a record, from the most to the fewest callers.
 *
 * `PUBLIC`: everyone. `NETWORK`: members of the ecosystem and of the networks that it belongs to. `MEMBERS`: members of
 * the ecosystem. `RESTRICTED`: its data stewards, its backbone organization and the organization that owns the record.
 */
export const visibilities = ['PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'] as const;

/** One of {@link visibilities}. */
export type Visibility = (typeof visibilities)[number];
