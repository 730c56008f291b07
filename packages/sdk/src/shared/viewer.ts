/**
 * The authenticated caller. Authentication creates it once per request, and every reader and writer receives it.
 *
 * An anonymous viewer can read public records and cannot write. The operator runs the gateway. `CALENDAR` is the viewer of
 * releases that a reporting calendar publishes automatically; a request never has this viewer.
 */
export type Viewer = { readonly kind: 'ANONYMOUS' } | { readonly kind: 'OPERATOR' } | { readonly kind: 'CALENDAR' };

/** The viewer of a request that carries no credentials. */
export const anonymous: Viewer = { kind: 'ANONYMOUS' };

/** The viewer of a request that carries the operator's key, and of the command line. */
export const operator: Viewer = { kind: 'OPERATOR' };

/** The viewer of a reporting calendar that publishes the releases that are due. */
export const calendarOnTime: Viewer = { kind: 'CALENDAR' };
