import { type CellChange, CycleSearch } from './cycle-search.ts';
import { FlowNetwork } from './flow-network.ts';
import type { IndexedSet } from './indexed-set.ts';
import {
  type IndexedWitness,
  type ProtectionRequirement,
  type ProtectionRequirements,
  publicAudience,
} from './protection-requirements.ts';
import { isOnScale } from './scores.ts';
import { SuppressionPattern } from './suppression-pattern.ts';

/** Search for a suppression pattern, with witnesses that prove every protection requirement. */
export class ProtectionSearch {
  readonly required: ProtectionRequirement[];
  readonly pattern: SuppressionPattern;
  readonly #set: IndexedSet;
  readonly #requirements: ProtectionRequirements;
  readonly #network: FlowNetwork;
  readonly #cycles: CycleSearch;
  #maySuppress = true;

  /** Begins without witnesses. See {@link SuppressionPattern} for the initial pattern. */
  constructor(requirements: ProtectionRequirements, { suppressAll }: { suppressAll: boolean }) {
    this.#requirements = requirements;
    this.#set = requirements.set;
    this.required = requirements.all();
    this.pattern = new SuppressionPattern(requirements.set, { suppressAll });
    this.#network = new FlowNetwork(this.pattern);
    this.#cycles = new CycleSearch(this.#network);
  }

  /**
   * Proves every requirement to every audience, and suppresses the cells that witnesses change. Returns the
   * requirements that could not be proven.
   */
  protectAll(): ProtectionRequirement[] {
    return this.required.filter((requirement) => !this.#prove(requirement));
  }

  /** Publishes complementary suppressions, largest counts first, as long as every requirement can still be proven. */
  removeRedundant(): void {
    this.#maySuppress = false;
    for (const cell of this.pattern.complementarySuppressions()) {
      const affected = this.#affectedBy(cell);
      const witnesses = affected.map((requirement) => requirement.witnesses);
      this.pattern.publish(cell);
      if (affected.every((requirement) => this.#proveWithout(cell, requirement))) continue;
      this.pattern.suppress(cell);
      affected.forEach((requirement, index) => {
        requirement.witnesses = witnesses[index] ?? [];
      });
    }
  }

  /**
   * The requirements whose witnesses change a cell. Requirements in its row or column come first, because they are the
   * most likely to fail.
   */
  #affectedBy(cell: number): ProtectionRequirement[] {
    const { width } = this.#set.layout;
    const row = this.#set.rowOf(cell);
    const isNear = ({ sensitive }: ProtectionRequirement) =>
      this.#set.rowOf(sensitive.cell) === row || sensitive.cell % width === cell % width;
    const changes = ({ cells }: IndexedWitness) => cells.includes(cell);
    const affected = this.required.filter(({ witnesses }) => witnesses.some(changes));
    return [...affected.filter(isNear), ...affected.filter((requirement) => !isNear(requirement))];
  }

  #proveWithout(cell: number, requirement: ProtectionRequirement): boolean {
    requirement.witnesses = requirement.witnesses.filter(({ cells }) => !cells.includes(cell));
    return this.#prove(requirement);
  }

  /**
   * Finds missing witnesses: one for the public, and others for contributors whose rows that witness changes.
   */
  #prove(requirement: ProtectionRequirement): boolean {
    const { cell } = requirement.sensitive;
    const publicWitness =
      this.#requirements.witnessFor(requirement, publicAudience) ?? this.#addWitness(requirement, [publicAudience]);
    if (publicWitness === undefined) return false;
    const owner = this.#set.contributorOf(cell);
    const lacksWitness = (audience: number) =>
      audience !== owner &&
      !requirement.unattainableFor.includes(audience) &&
      this.#requirements.witnessFor(requirement, audience) === undefined;
    const audiences = publicWitness.changedContributors.filter(lacksWitness);
    if (audiences.length > 1) this.#addSharedWitness(requirement, audiences);
    return audiences.every((audience) => {
      if (!lacksWitness(audience) || this.#addWitness(requirement, [audience]) !== undefined) return true;
      if (!this.#maySuppress || !this.#set.isInTotalRow(cell)) return false;
      requirement.unattainableFor.push(audience);
      return true;
    });
  }

  /** Adds one witness for several contributors, if it needs no new suppression. */
  #addSharedWitness(requirement: ProtectionRequirement, audiences: readonly number[]): void {
    const counts = new Set(audiences.map((audience) => this.#requirements.requiredCount(requirement, audience)));
    const witness = counts.size === 1 ? this.#findWitness(requirement, audiences) : undefined;
    if (witness?.cells.every((cell) => this.pattern.has(cell))) {
      requirement.witnesses = [...requirement.witnesses, witness];
    }
  }

  #addWitness(requirement: ProtectionRequirement, audiences: readonly number[]): IndexedWitness | undefined {
    const witness = this.#findWitness(requirement, audiences);
    if (witness === undefined) return undefined;
    requirement.witnesses = [...requirement.witnesses, witness];
    for (const cell of witness.cells) if (!this.pattern.has(cell)) this.pattern.suppress(cell);
    return witness;
  }

  /** A witness for the audiences, preferably without new suppressions. */
  #findWitness(requirement: ProtectionRequirement, audiences: readonly number[]): IndexedWitness | undefined {
    const scores = this.#set.scores && requirement.sensitive.table === 0 ? this.#candidateScores(requirement) : null;
    if (scores === null) return this.#witnessWith(requirement, { audiences, score: null });
    const maySuppress = this.#maySuppress;
    for (const allowed of maySuppress ? [false, true] : [false]) {
      this.#maySuppress = allowed;
      const witnesses = scores.values().map((score) => this.#witnessWith(requirement, { audiences, score }));
      const found = witnesses.find((witness) => witness !== undefined && isOnScale(witness, this.#set));
      this.#maySuppress = maySuppress;
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Scores that moved people may have: the mean of the set or of the sensitive cell, whole ones near it, or extreme ones. */
  #candidateScores({ sensitive: { cell } }: ProtectionRequirement): Set<number> {
    const { tables, scores, rowCount, layout } = this.#set;
    const meanOf = (each: number) => {
      const count = tables[0]?.[each] ?? 0;
      return count > 0 ? (scores?.sums[each] ?? 0) / count : 0;
    };
    const scale = scores?.scale ?? 0;
    const mean = meanOf(cell);
    const ofSet = Math.round(meanOf(rowCount * layout.width));
    return new Set([ofSet, mean, Math.floor(mean), Math.ceil(mean), 0, scale, Math.round(scale / 2)]);
  }

  /** Changes the count to the required one along successive cheapest cycles that avoid the rows of the audiences. */
  #witnessWith(
    requirement: ProtectionRequirement,
    { audiences, score }: { audiences: readonly number[]; score: number | null },
  ): IndexedWitness | undefined {
    const { cell, table } = requirement.sensitive;
    const network = this.#network;
    const count = this.#requirements.requiredCount(requirement, audiences[0] ?? publicAudience);
    const sign = requirement.rises ? 1 : -1;
    network.start({ table, audiences, score });
    // A count within bounds can be beyond the required one from the beginning.
    for (let missing = this.#missing(cell, { count, sign }); missing > 0; ) {
      network.remaining = missing;
      if (this.#change({ cell, sign })) {
        missing = this.#missing(cell, { count, sign });
        continue;
      }
      network.finish();
      return undefined;
    }
    const attained = network.values[cell] ?? count;
    const alternative = network.finish();
    return { ...alternative, count: attained, changedContributors: this.#set.contributorsOf(alternative.cells) };
  }

  /** How far a count still has to rise (1) or fall (−1). */
  #missing(cell: number, { count, sign }: { count: number; sign: number }): number {
    return sign * (count - (this.#network.values[cell] ?? 0));
  }

  /** Changes a count along one cycle, of suppressed cells if there is one. */
  #change(change: CellChange): boolean {
    const network = this.#network;
    for (const allowsNewSuppressions of this.#maySuppress ? [false, true] : [false]) {
      network.allowsNewSuppressions = allowsNewSuppressions;
      const cycle = this.#cycles.find(change);
      if (cycle !== undefined && network.augment(cycle) > 0) return true;
    }
    return false;
  }
}
