import type { Viewer } from '@collective-impact/sdk';

/** The principal of a viewer, for budgets and logs. Null if the viewer has no credentials. */
export function identityOf(viewer: Viewer): string | null {
  return viewer.kind === 'PRINCIPAL' ? viewer.principal.id : null;
}

/** Identifies a caller that takes turns with others: the principal, or the address of a caller without credentials. */
export function callerOf(viewer: Viewer): string {
  return identityOf(viewer) ?? ('origin' in viewer ? viewer.origin?.address : undefined) ?? '';
}
