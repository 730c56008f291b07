import { camelOf, nounOf, pluralOf, prefixOf } from './words.ts';

/*
 * SDL that is the same for every record, connection, mutation and input.
 */

/** The first fields of every record. */
export const firstOfRecord = (record: string): string => `
  "Global ID, in the form \`${prefixOf(record)}_…\`."
  id: ID!
  ${record === 'Ecosystem' ? '' : '"Ecosystem of the record. Null if the caller cannot see it." ecosystem: Ecosystem'}`;

/** The last fields of every record. */
export const lastOfRecord = `
  "Time when the record was created."
  createdAt: DateTime!
  "Time when the record was last changed."
  updatedAt: DateTime!
  "Revision number. Send it as \`expectedVersion\` when updating."
  version: Int!
  "Who can see the record."
  visibility: Visibility!
  "URI of the source, if the record was imported."
  sourceUri: String`;

/** The arguments of every connection field. */
export const pageArguments = (limits: { default: number; max: number }): string => `
  "Number of entries from the start of the list, 0 to ${limits.max}. ${limits.default} if neither \`first\` nor \`last\` is given."
  first: Int
  "Return only entries after this cursor."
  after: String
  "Number of entries from the end of the list, 0 to ${limits.max}."
  last: Int
  "Return only entries before this cursor."
  before: String`;

/** An entry in a page. Entries of the interface `Node` are records of any type. */
const entryNoun = (node: string): string => (node === 'Node' ? 'record' : nounOf(node));

export const connection = (node: string): string => `
"A page of ${pluralOf(entryNoun(node))}."
type ${node}Connection {
  "Entries with their cursors."
  edges: [${node}Edge!]!
  "Entries without cursors."
  nodes: [${node}!]!
  "Cursors at both ends of the page, and whether the list has more entries."
  pageInfo: PageInfo!
  "Number of entries in the whole list. Computed only if requested."
  totalCount: Int!
}`;

export const edge = (node: string): string => `
"One entry in a page of ${pluralOf(entryNoun(node))}."
type ${node}Edge {
  "Position in the list. Send it as \`after\` or \`before\`."
  cursor: String!
  "The ${entryNoun(node)}."
  node: ${node}!
}`;

/** The fields of an input that identify an existing record and its revision. */
export const recordInInput = (record: string): string => `
  "ID of the ${nounOf(record)}."
  id: ID!
  "\`version\` of the record when the caller last read it. The change is rejected if the record has changed since."
  expectedVersion: Int!`;

export const visibilityAtCreation =
  '"Who can see the record. Default: `defaultVisibility` of the ecosystem, or the visibility of a record that it refers to if fewer callers see that." visibility: Visibility';
export const visibilityInUpdate = '"Who can see the record." visibility: Visibility';
export const sourceUriInInput = '"URI of the source, if the record is imported." sourceUri: String';
export const idempotencyKey = `
  "Key for safe retries, chosen by the caller. A repeated request with the same key returns the first result."
  idempotencyKey: String`;

export const updateDescription = (record: string): string =>
  `Fields to change in the ${nounOf(record)}. Omitted fields keep their value. Null clears a field.`;

export const createdDescription = (record: string): string => `The ${nounOf(record)} to create.`;

export const inputDescription = (name: string): string => `Input for \`${camelOf(name)}\`.`;

/** The result type of a mutation; `name` in Pascal case, such as `RatifyCommonAgenda`. */
export const payload = ({ name, record }: { name: string; record: string }): string => `
"Result of \`${camelOf(name)}\`."
type ${name}Payload {
  "The ${nounOf(record)}. Null if there are user errors."
  ${camelOf(record)}: ${record}
  "Errors that the caller can correct. Empty if the mutation succeeded."
  userErrors: [UserError!]!
}`;
