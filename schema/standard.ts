import { camelOf, nounOf, pluralOf, prefixOf, withArticle } from './words.ts';

/*
 * What is the same wherever it occurs in the contract, as the SDL that would otherwise be written out each time.
 */

/** The first fields of every record. */
export const firstOfRecord = (record: string): string => `
  "Global id, \`${prefixOf(record)}_…\`."
  id: ID!
  ${record === 'Ecosystem' ? '' : '"The ecosystem it belongs to." ecosystem: Ecosystem'}`;

/** The last fields of every record. */
export const lastOfRecord = `
  "When the record was created."
  createdAt: DateTime!
  "When it last changed."
  updatedAt: DateTime!
  "Counts its changes; to be sent back as \`expectedVersion\`."
  version: Int!
  "Who may see it."
  visibility: Visibility!
  "Where it came from, when imported."
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

export const connection = (node: string): string => `
"A page of ${pluralOf(nounOf(node))}."
type ${node}Connection {
  "Entries with their cursors."
  edges: [${node}Edge!]!
  "Entries without their cursors."
  nodes: [${node}!]!
  "Where the page begins and ends."
  pageInfo: PageInfo!
  "How many there are in all; counted only when asked for."
  totalCount: Int!
}`;

export const edge = (node: string): string => `
"An entry of a page of ${pluralOf(nounOf(node))}."
type ${node}Edge {
  "Where in the list it stands."
  cursor: String!
  "The ${nounOf(node)}."
  node: ${node}!
}`;

/** Which record a command is about, and which version of it the caller has read. */
export const recordInInput = (record: string): string => `
  "The ${nounOf(record)}."
  id: ID!
  "The version that it is meant for."
  expectedVersion: Int!`;

export const visibilityAtCreation = '"Who may see it; MEMBERS where left out." visibility: Visibility';
export const visibilityInUpdate = '"Who may see it." visibility: Visibility';
export const sourceUriInInput = '"Where it came from, when imported." sourceUri: String';
export const idempotencyKey = `
  "A repeat of the request under the same key answers as the first time."
  idempotencyKey: String`;

export const updateDescription = (record: string): string =>
  `What to change of ${withArticle(nounOf(record))}: what is left out stays, null clears.`;

export const stepDescription = ({ verb, record }: { verb: string; record: string }): string =>
  `The ${nounOf(record)} to ${nounOf(verb)}.`;

/** `name` as the contract's types have it: `RatifyCommonAgenda`. */
export const payload = ({ name, record }: { name: string; record: string }): string => `
"What came of \`${camelOf(name)}\`."
type ${name}Payload {
  "The ${nounOf(record)}; null where there are user errors."
  ${camelOf(record)}: ${record}
  "What to put right; empty where it was done."
  userErrors: [UserError!]!
}`;
