import { anonymous, type Viewer } from '@collective-impact/sdk';
import { placeDefinition } from '../../ecosystem/index.ts';
import { cell, uuidOf } from '../../testing/measurement.fixture.ts';
import type { RollUpArguments } from './roll-up-arguments.ts';
import { RollUpWorld } from './roll-up-reader.fixture.ts';

/** The code of a place of this name. */
export const code = (name: string) => ({ code: name, label: name });

/** An adopted indicator before each test, and roll-ups of its figures by place. */
export class PlacesWorld extends RollUpWorld {
  /** Creates the county `lake` with the towns `north` and `south`. */
  async county(visibility = 'PUBLIC'): Promise<void> {
    const lake = await this.#place('lake', { level: 'county', parentId: null, visibility });
    await this.#place('north', { level: 'municipality', parentId: lake, visibility: 'PUBLIC' });
    await this.#place('south', { level: 'municipality', parentId: lake, visibility: 'PUBLIC' });
  }

  /** Reports and releases figures of new organizations, by place. */
  async reported(figures: [place: string | null, value: string, name?: string][], period = '2024'): Promise<void> {
    for (const [place, value, name = `of ${place}`] of figures) {
      const organizationId = await this.make.organization(this.ecosystemId, { name });
      const at = { organizationId, period, place: place && code(place) };
      await this.make.verified(this.versionId, { ...at, cells: [cell(value)] });
    }
    await this.make.release(this.versionId, { period });
  }

  /** The figures of a roll-up over organizations and places, and the readers of the request. */
  async answer(question: Partial<RollUpArguments> = {}, viewer: Viewer = anonymous) {
    const readers = this.make.read(viewer);
    const indicator = await readers.record('indicator', uuidOf(this.indicatorId));
    if (!indicator) throw new Error('The indicator is public.');
    const over = ['ORGANIZATIONS', 'PLACES'] as const;
    const figures = await readers.aggregation.rollUps.ofIndicator(indicator, { over, by: [], ...question });
    return { figures, aggregation: readers.aggregation };
  }

  /** These figures, each as `place: value`. */
  async linesOf(question?: Partial<RollUpArguments>, viewer?: Viewer): Promise<string[]> {
    const { figures } = await this.answer(question, viewer);
    return figures.map(({ place, value, reason }) => `${place?.code ?? 'none'}: ${value ?? reason}`);
  }

  #place(name: string, more: { level: string; parentId: string | null; visibility: string }): Promise<string> {
    const { level, parentId, visibility } = more;
    const placed = { ecosystemId: this.ecosystemId, visibility };
    return this.make.create(placeDefinition, { ...placed, code: code(name), level: { code: level }, parentId });
  }
}
