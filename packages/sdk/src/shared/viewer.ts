/**
 * Who asks, made once per request by authentication and passed to every reader and writer.
 *
 * An anonymous viewer reads public records and writes nothing. The operator runs the gateway. A reporting calendar publishes
 * by itself what stewards told it to: no request is a calendar's.
 */
export type Viewer = { readonly kind: 'ANONYMOUS' } | { readonly kind: 'OPERATOR' } | { readonly kind: 'CALENDAR' };

/** The viewer of a request that carries no credentials. */
export const anonymous: Viewer = { kind: 'ANONYMOUS' };

/** The viewer of a request that carries the operator's key, and of the command line beside the database. */
export const operator: Viewer = { kind: 'OPERATOR' };

/** The viewer where a reporting calendar releases what is due. */
export const calendarOnTime: Viewer = { kind: 'CALENDAR' };
