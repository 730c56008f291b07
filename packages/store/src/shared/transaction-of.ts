import { actorOf, changesRecords, type Viewer } from '@collective-impact/sdk';
import type { TransactOptions } from './database/transact.ts';

/** The settings that triggers read in a transaction of this viewer: the actor, the origin, and the ecosystems that it may change. */
export function transactionOf(viewer: Viewer): Pick<TransactOptions, 'actor' | 'ecosystems' | 'origin'> {
  const actor = actorOf(viewer);
  if (viewer.kind !== 'PRINCIPAL') return { actor };
  const writable = viewer.grants.filter(({ role }) => changesRecords(role));
  return { actor, ecosystems: writable.map(({ ecosystemId }) => ecosystemId), origin: viewer.origin };
}
