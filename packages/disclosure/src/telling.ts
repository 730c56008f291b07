import { cellKind } from './arrangement.ts';
import type { Coverage } from './coverage.ts';
import type { Protection, SafeDisclosure, Unprotected, WithholdingReason, Witness } from './decision.ts';
import { type EndWitness, type RangeEnd, type RangeEnds, thePublic } from './range-end.ts';

/** Says a decision in the words of the set; `whole`, if it is the last resort. */
export function tell(ranges: RangeEnds, { coverage, whole }: { coverage: Coverage; whole: boolean }): SafeDisclosure {
  const { kinds } = ranges.arrangement;
  const sensitive = new Set(coverage.ends.map(({ number }) => number.cell));
  const reasons = Array.from(kinds, (kind, cell): WithholdingReason | null => {
    if (!coverage.pattern.has(cell)) return null;
    if (kind === cellKind.settled) return 'FIXED';
    if (sensitive.has(cell)) return 'SENSITIVE';
    return whole ? 'LAST_RESORT' : 'COMPLEMENTARY';
  });
  return { safe: true, withheld: ranges.arrangement.inSetOrder(reasons), ...new Proofs(ranges).of(coverage.ends) };
}

/** The proofs of a decision, as they are told. */
class Proofs {
  readonly #ranges: RangeEnds;
  /** Several proofs may rest on the same witness. */
  readonly #told = new Map<EndWitness, Witness>();

  constructor(ranges: RangeEnds) {
    this.#ranges = ranges;
  }

  /** The two ends of each sensitive number come one after the other: its count fallen, and risen. */
  of(ends: readonly RangeEnd[]): Pick<SafeDisclosure, 'protections' | 'unprotected'> {
    const { arrangement } = this.#ranges;
    const protections: Protection[] = [];
    const unprotected: Unprotected[] = [];
    for (let at = 0; at < ends.length; at += 2) {
      const [fallen, risen] = ends.slice(at, at + 2) as [RangeEnd, RangeEnd];
      const { cell, table, of } = fallen.number;
      const number = { ...arrangement.placeOf(cell), table, of };
      const [low, high] = of === 'COUNT' ? [fallen, risen] : [risen, fallen];
      for (const from of [thePublic, ...this.#lookersOf(low, high)]) {
        const name = arrangement.contributors[from] ?? null;
        const isLost = low.lost.includes(from) || high.lost.includes(from);
        if (name !== null && isLost) unprotected.push({ ...number, from: name });
        else protections.push({ ...number, from: name, ...this.#range({ low, high, from }) });
      }
    }
    return { protections, unprotected };
  }

  /** Contributors who need witnesses of their own, since those of the public move their rows. */
  #lookersOf(...ends: RangeEnd[]): number[] {
    const moved = ends.flatMap((end) => this.#ranges.witnessFor(end, thePublic)?.moves ?? []);
    return [...new Set(moved)]
      .filter((from) => ends.every(({ number }) => from !== this.#ranges.arrangement.ownerOf(number.cell)))
      .sort((left, right) => left - right);
  }

  #range({
    low,
    high,
    from,
  }: {
    low: RangeEnd;
    high: RangeEnd;
    from: number;
  }): Pick<Protection, 'lowest' | 'highest' | 'low' | 'high'> {
    const lowest = this.#ranges.witnessFor(low, from);
    const highest = this.#ranges.witnessFor(high, from);
    if (lowest === undefined || highest === undefined) throw new Error('a decision that is not proven is not told');
    const { cell, table, of } = low.number;
    const people = ({ count }: EndWitness) =>
      of === 'COUNT' ? count : (this.#ranges.arrangement.upper[table]?.[cell] ?? 0) - count;
    return { lowest: people(lowest), highest: people(highest), low: this.#tell(lowest), high: this.#tell(highest) };
  }

  #tell(witness: EndWitness): Witness {
    const known = this.#told.get(witness);
    if (known !== undefined) return known;
    const told = witness.cells.map((cell, at) => ({
      ...this.#ranges.arrangement.placeOf(cell),
      value: witness.values[at] ?? 0,
    }));
    this.#told.set(witness, told);
    return told;
  }
}
