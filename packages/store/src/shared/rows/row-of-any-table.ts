/** The values of a row by column, or by property. Its table is known only at run time. */
export type RowOfAnyTable = Record<string, unknown>;
