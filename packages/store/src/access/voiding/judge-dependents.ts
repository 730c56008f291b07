import type { Issue } from '@collective-impact/sdk';
import { notVoidable } from '@collective-impact/sdk/access';
import { summaryOf } from './any-record.ts';
import { type LockedRecord, mostAtOnce } from './dependents.ts';

/** The number of dependents that an issue lists. */
const mostListed = 100;

/**
 * Returns an issue if records refer to a record and are not voided with it, with what to do. It contains neither the number nor
 * the types of records that the viewer cannot see.
 */
export function judgeDependents(
  dependents: readonly LockedRecord[],
  command: { includeDependents: boolean; noun: string; isBackbone: boolean },
): Issue[] {
  const { includeDependents, noun, isBackbone } = command;
  if (dependents.length === 0) return [];
  const visible = dependents.filter(({ isVisible }) => isVisible);
  const isHidden = visible.length < dependents.length;
  const remedies = remediesOf(visible, noun);
  if (dependents.length > mostAtOnce) {
    const message = `More than ${mostAtOnce.toLocaleString('en')} records depend on this ${noun}. Void some of them first.`;
    return [{ code: 'TOO_MANY', path: ['id'], message }];
  }
  if (includeDependents && !isHidden && remedies === '') return [];
  const listed = visible.slice(0, mostListed);
  const counted = visible.length > 0 ? [countOf(visible.length, noun)] : [];
  const hidden = isHidden
    ? [`Records that you cannot see refer to this ${noun}. ${hiddenRemedy(noun, isBackbone)}`]
    : [];
  const together = ' Void them first, or set `includeDependents` to void them together.';
  return [
    {
      code: 'HAS_DEPENDENTS',
      path: ['id'],
      message: [...counted, ...hidden].join(' ') + (remedies || (isHidden ? '' : together)),
      dependents: listed.map(summaryOf),
      otherDependents: visible.length - listed.length,
    },
  ];
}

function countOf(visible: number, noun: string): string {
  return `${visible === 1 ? '1 record refers' : `${visible} records refer`} to this ${noun}, directly or through other records.`;
}

function hiddenRemedy(noun: string, isBackbone: boolean): string {
  return isBackbone
    ? `They are in other ecosystems. Void this ${noun} when none of them refers to it.`
    : 'Ask the BACKBONE of the ecosystem to void it.';
}

/** Types whose records no longer refer to others once they are revoked. */
const revocable: ReadonlySet<string> = new Set(['access_grant', 'invitation']);

/** What to do about dependents that cannot be voided. Empty if all can be voided. */
function remediesOf(dependents: readonly LockedRecord[], noun: string): string {
  const others = [...new Set(dependents.map(({ prefix }) => notVoidable[prefix]))].filter((each) => each !== undefined);
  if (others.length === 0) return '';
  const isRevocable = dependents.every(({ prefix }) => notVoidable[prefix] === undefined || revocable.has(prefix));
  return ` ${others.join(' ')}${isRevocable ? '' : ` Void this ${noun} when none of these records refers to it.`}`;
}
