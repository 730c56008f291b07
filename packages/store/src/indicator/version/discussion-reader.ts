import type { Page, PageArguments } from '../../shared/page.ts';
import type { Reader } from '../../shared/reader.ts';
import { childrenOf } from '../../shared/relation.ts';
import { type RowOf, tableOf } from '../../shared/table.ts';
import { DiscussionEntryEntity } from './discussion-entry.entity.ts';

/** An entry in a discussion as readers return it. */
export interface DiscussionEntryRow extends RowOf<typeof DiscussionEntryEntity> {}

const entriesOfVersion = childrenOf({
  table: tableOf<DiscussionEntryRow>(DiscussionEntryEntity),
  by: 'indicatorVersionId',
  order: ['saidOn', 'id'],
});

/** Reads the discussions of indicator versions. */
export class DiscussionReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** The discussion of a version, by day. */
  ofVersion(indicatorVersionId: string, page: PageArguments): Promise<Page<DiscussionEntryRow>> {
    return this.#reader.page(entriesOfVersion, { parent: indicatorVersionId, page });
  }
}
