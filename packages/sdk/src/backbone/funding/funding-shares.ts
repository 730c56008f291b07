import { subtractDecimals, sumDecimals } from '../../shared/numbers/decimal.ts';
import type { Funding } from './funding.ts';

/** The fields that determine which part of an amount is passed on. */
type SharedFunding = Pick<Funding, 'id' | 'amount' | 'status'> & { awardId?: string | null };

/** The funding whose award is not in the list, in the order given. */
export function awardsAmong<Item extends Pick<SharedFunding, 'id' | 'awardId'>>(funding: readonly Item[]): Item[] {
  const ids = new Set(funding.map(({ id }) => id));
  return funding.filter(({ awardId }) => awardId == null || !ids.has(awardId));
}

/**
 * The part of each amount that is not passed on in sub-awards. `award` is the top-level award; `path` lists the record and
 * the awards that contain it, innermost first. `isPassedOn` selects the sub-awards that pass money on. A sub-award that does not
 * is excluded with its own sub-awards, and its amount stays with its award.
 */
export function sharesOf<Item extends SharedFunding>(
  funding: readonly Item[],
  isPassedOn: (part: Item) => boolean = ({ status }) => status !== 'DECLINED',
): { record: Item; amount: string; award: Item; path: Item[] }[] {
  const partsOf = Map.groupBy(funding, ({ awardId }) => awardId);
  const awards = awardsAmong(funding).map((record) => ({ record, award: record, path: [record] }));
  const shares: { record: Item; amount: string; award: Item; path: Item[] }[] = [];
  // The loop appends the sub-awards of each award to the list that it iterates.
  for (const { record, award, path } of awards) {
    const parts = (partsOf.get(record.id) ?? []).filter(isPassedOn);
    const amount = subtractDecimals(record.amount, sumDecimals(parts.map((part) => part.amount)));
    if (amount !== '0') shares.push({ record, amount, award, path });
    awards.push(...parts.map((part) => ({ record: part, award, path: [part, ...path] })));
  }
  return shares;
}
