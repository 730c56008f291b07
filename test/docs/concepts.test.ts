import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, createSchema } from '@collective-impact/gateway';
import { localProgram, recordTypes } from '@collective-impact/sdk';
import { type Database, openDatabase } from '@collective-impact/store';
import {
  createPostgresqlDatabase,
  type DisposableDatabase,
  openTestDatabase,
  withoutTimeouts,
} from '@collective-impact/store/testing';
import {
  type DefinitionNode,
  type DocumentNode,
  execute,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getOperationAST,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadExamples } from '../../packages/cli/src/examples/load-examples.ts';
import { defaultLimits } from '../../packages/gateway/src/server/limits/limits.ts';
import { operationCost } from '../../packages/gateway/src/server/limits/operation-cost.ts';

/*
 * Runs every ```graphql block of the pages about concepts and of a guide, as a reader who pastes one after the other into GraphiQL: page
 * by page, each on the example data as a fresh start has them. Variables are in a ```json block that follows.
 */

const folder = join(import.meta.dirname, '../../docs');
const concepts = readdirSync(join(folder, 'concepts')).filter((name) => name.endsWith('.md'));
/** Guides that use the examples. */
const guides = ['guides/shared-measurement.md'];
const pages = [...concepts.map((name) => `concepts/${name}`), ...guides];
const schema = createSchema();

interface Block {
  line: number;
  document: DocumentNode;
  variables: Record<string, unknown>;
}

function blocksOf(page: string): Block[] {
  const text = readFileSync(join(folder, page), 'utf8');
  return [...text.matchAll(/^```graphql\n(.*?)^```$(?:\n+^```json\n(.*?)^```$)?/gms)].map((match) => ({
    line: text.slice(0, match.index).split('\n').length,
    document: parse(match[1] ?? ''),
    variables: match[2] === undefined ? {} : (JSON.parse(match[2]) as Record<string, unknown>),
  }));
}

describe('the pages about concepts and guides', () => {
  let examples: DisposableDatabase;

  beforeAll(async () => {
    const from = mkdtempSync(join(tmpdir(), 'examples-'));
    const all = join(import.meta.dirname, '../../examples/data');
    examples = await createPostgresqlDatabase('MIGRATED');
    const database = await openDatabase(examples.url, withoutTimeouts);
    try {
      for (const name of readdirSync(all).filter((each) => each.startsWith('example-stem-'))) {
        cpSync(join(all, name), join(from, name), { recursive: true });
      }
      await loadExamples(database, { from });
    } finally {
      await database.close();
      rmSync(from, { recursive: true });
    }
  });
  afterAll(() => examples.drop());

  it.each(pages)('%s contains only examples that run', async (page) => {
    const database = await openTestDatabase('postgresql', { template: examples.url });
    try {
      for (const block of blocksOf(page)) {
        expect(await complaintsAbout(block, database), `docs/${page}:${block.line}`).toEqual([]);
      }
    } finally {
      await database.close();
    }
  });

  it.each(recordTypes.map(({ name }) => name))('show how a %s is read and how it is written', (name) => {
    const shown = { read: 0, written: 0 };
    for (const { document } of pages.flatMap(blocksOf)) {
      const kind = getOperationAST(document)?.operation === 'mutation' ? 'written' : 'read';
      for (const type of kind === 'read' ? typesReadIn(document) : typesWrittenIn(document)) {
        if (type === name) shown[kind]++;
      }
    }
    expect(shown).toEqual({
      read: expect.toSatisfy((count) => count > 0),
      written: expect.toSatisfy((count) => count > 0),
    });
  });
});

/** The faults of a response: errors, user errors, or a requested record that is missing. */
async function complaintsAbout({ document, variables }: Block, database: Database): Promise<string[]> {
  const invalid = validate(schema, document);
  if (invalid.length > 0) return invalid.map(({ message }) => message);
  const contextValue = createContext(database, localProgram);
  const { data, errors = [] } = await execute({ schema, document, variableValues: variables, contextValue });
  if (errors.length > 0 || !data) return errors.map(({ message }) => message);
  const operation = getOperationAST(document);
  if (operationCost({ schema, document, variableValues: variables }) > defaultLimits.cost) {
    return ['a gateway refuses it: it reads too much'];
  }
  if (operation?.operation === 'mutation') return Object.values(data).flatMap(userErrorsOf);
  return operation
    ? emptyIn(document, { selections: operation.selectionSet, values: [data], at: '' })
    : ['no operation'];
}

function userErrorsOf(payload: unknown): string[] {
  const { userErrors } = payload as { userErrors?: object[] };
  if (!userErrors) return ['a mutation asks for its user errors'];
  return userErrors.map((error) => JSON.stringify(error));
}

/** The requested records and lists that are missing from the response. A code is a value, and may be null. */
function emptyIn(
  document: DocumentNode,
  asked: { selections: SelectionSetNode; values: unknown[]; at: string },
): string[] {
  const { selections, values, at } = asked;
  return selections.selections.flatMap((selection): string[] => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const isIt = (each: DefinitionNode) =>
        each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === selection.name.value;
      const fragment = document.definitions.find(isIt) as FragmentDefinitionNode;
      return emptyIn(document, { ...asked, selections: fragment.selectionSet });
    }
    if (!selection.selectionSet) return [];
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      return emptyIn(document, { ...asked, selections: selection.selectionSet });
    }
    const name = (selection.alias ?? selection.name).value;
    const found = values.flatMap((value) => (value as Record<string, unknown>)[name]).filter((value) => value != null);
    if (found.length === 0)
      return codesIn(document).has(selection) ? [] : [`${at}${name}: none of it is in the answer`];
    return emptyIn(document, { selections: selection.selectionSet, values: found, at: `${at}${name}.` });
  });
}

function codesIn(document: DocumentNode): Set<FieldNode> {
  const found = new Set<FieldNode>();
  const types = new TypeInfo(schema);
  const enter = (field: FieldNode) => {
    if (getNamedType(types.getType())?.name === 'Code') found.add(field);
  };
  visit(document, visitWithTypeInfo(types, { Field: { enter } }));
  return found;
}

/** The types from which a query selects a field. */
function typesReadIn(document: DocumentNode): string[] {
  const found: string[] = [];
  const types = new TypeInfo(schema);
  visit(document, visitWithTypeInfo(types, { Field: () => void found.push(types.getParentType()?.name ?? '') }));
  return found;
}

/** The records that the mutations of a document return. */
function typesWrittenIn(document: DocumentNode): string[] {
  return (getOperationAST(document)?.selectionSet.selections ?? []).flatMap((selection) => {
    if (selection.kind !== Kind.FIELD) return [];
    const payload = getNamedType(schema.getMutationType()?.getFields()[selection.name.value]?.type);
    if (!isObjectType(payload)) return [];
    return Object.values(payload.getFields()).map((field) => getNamedType(field.type).name);
  });
}
