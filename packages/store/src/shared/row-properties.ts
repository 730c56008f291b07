/** The properties that a caller reads of rows. It can read no others: only their columns are selected. */
export class RowProperties {
  readonly names: ReadonlySet<string>;
  /** The names, for the keys of loaders. */
  readonly key: string;

  constructor(names: Iterable<string>) {
    this.names = new Set(names);
    this.key = [...this.names].sort().join();
  }

  /** What callers read together, by their keys. Undefined if one of them reads all properties. */
  static union(keys: readonly (string | undefined)[]): RowProperties | undefined {
    const names = new Set<string>();
    for (const key of new Set(keys)) {
      if (key === undefined) return undefined;
      for (const name of key.split(',')) names.add(name);
    }
    return new RowProperties(names);
  }
}
