import { actorOf, ForbiddenError, isStewardOf } from '@collective-impact/sdk';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import { isUnrestricted } from '../../shared/visibility.ts';
import { authorize } from '../../shared/writing/authorize.ts';
import { typeOfPrefix } from './any-record.ts';
import { closedToOwners } from './closed-records.ts';
import type { LockedRecord } from './dependents.ts';

/**
 * Throws a `ForbiddenError` unless the viewer may void or restore these records: this requires the right to change each of them
 * in its state. An organization that can no longer change its record, such as a verified report, can no longer void it either.
 */
export async function authorizeVoiding(unit: UnitOfWork, records: readonly LockedRecord[]): Promise<void> {
  if (isUnrestricted(unit.viewer)) return;
  const closed = await closedToOwners(unit, records);
  for (const { id, prefix, ecosystemId, owners } of records) {
    authorize(unit.viewer, { type: typeOfPrefix(prefix), ecosystemId, states: [owners], byOwner: !closed.has(id) });
  }
}

/**
 * Throws a `ForbiddenError` unless the viewer may restore these records: whoever voided them, or a STEWARD, with the right to change
 * each of them. The message names no record that the viewer cannot see.
 */
export async function authorizeRestoring(
  unit: UnitOfWork,
  { records, voidedBy }: { records: readonly LockedRecord[]; voidedBy: string },
): Promise<void> {
  const { viewer } = unit;
  if (isUnrestricted(viewer)) return;
  const isSteward = ({ ecosystemId }: LockedRecord) => isStewardOf(viewer, ecosystemId);
  if (actorOf(viewer) !== voidedBy && !records.every(isSteward)) {
    throw new ForbiddenError(
      'Only the caller that voided this record, or a data steward of its ecosystem, can restore it.',
    );
  }
  await authorizeVoiding(
    unit,
    records.filter(({ isVisible }) => isVisible),
  );
  if (records.some(({ isVisible }) => !isVisible)) {
    throw new ForbiddenError(
      'Other records that you cannot see were voided together with this one. Ask the BACKBONE of the ecosystem to restore them.',
    );
  }
}
