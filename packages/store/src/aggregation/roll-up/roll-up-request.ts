import type { RollUpArguments } from './roll-up-arguments.ts';

/** An indicator by UUID, and the dimensions to keep, as in {@link RollUpArguments}. */
export interface RollUpKey {
  id: string;
  by: readonly string[] | null;
}

/** The arguments of a roll-up without its dimensions. */
export type RolledUpUnits = Omit<Required<RollUpArguments>, 'by'>;

/** Roll-ups over the same units, which are read together. */
export class RollUpRequest {
  readonly keys: readonly RollUpKey[];
  readonly units: RolledUpUnits;
  /** UUIDs of the indicators, each once. */
  readonly ids: readonly string[];
  /** The units whose figures are summed. Places are aggregated to a level from the figures of each place. */
  readonly summedOver: RolledUpUnits['over'];

  constructor(keys: readonly RollUpKey[], units: RolledUpUnits) {
    this.keys = keys;
    this.units = units;
    this.ids = [...new Set(keys.map(({ id }) => id))];
    this.summedOver = units.placeLevel === null ? units.over : units.over.filter((each) => each !== 'PLACES');
  }

  get isOverOrganizations(): boolean {
    return this.units.over.includes('ORGANIZATIONS');
  }

  /** The keys in groups of the same dimensions. */
  get keysByDimensions(): RollUpKey[][] {
    return [...Map.groupBy(this.keys, ({ by }) => JSON.stringify(by)).values()];
  }
}
