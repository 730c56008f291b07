import type { Page } from '@collective-impact/store';

/** A page as a GraphQL connection. Cursors and the total count are computed only if they are requested. */
export class Connection<Row = unknown> {
  readonly #page: Page<Row>;

  constructor(page: Page<Row>) {
    this.#page = page;
  }

  get nodes(): Row[] {
    return this.#page.rows;
  }

  get edges(): { node: Row; cursor: string }[] {
    return this.#page.rows.map((node) => ({ node, cursor: this.#page.cursorOf(node) }));
  }

  get pageInfo() {
    const { rows, hasNextPage, hasPreviousPage } = this.#page;
    const first = rows[0];
    const last = rows.at(-1);
    return {
      hasNextPage,
      hasPreviousPage,
      startCursor: first === undefined ? null : this.#page.cursorOf(first),
      endCursor: last === undefined ? null : this.#page.cursorOf(last),
    };
  }

  get totalCount(): Promise<number> {
    return this.#page.totalCount();
  }
}
