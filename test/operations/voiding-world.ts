import { existsSync, readFileSync } from 'node:fs';
import { createContext, createExecutor, type createSchema } from '@collective-impact/gateway';
import { type AnyRecordType, encodeTypeId, localProgram, recordTypes, unwrap } from '@collective-impact/sdk';
import { restoreRecord, voidRecord, Writer } from '@collective-impact/store';
import type { TestDatabase } from '@collective-impact/store/testing';
import { type DocumentNode, getNamedType, isObjectType, isRequiredArgument, parse } from 'graphql';

type Schema = ReturnType<typeof createSchema>;

/** An operation with its result while nothing is voided. */
interface KnownOperation {
  readonly file: string;
  readonly document: DocumentNode;
  readonly variables: Record<string, unknown>;
  readonly answer: string;
}

/** The records that were voided together, and the title of the first one if no other record has the same title. */
export interface Voided {
  readonly ids: readonly string[];
  readonly titles: readonly string[];
}

/** The result of voiding a record of a type. */
export type Attempt =
  | { readonly state: 'NO_RECORD' }
  | { readonly state: 'REJECTED'; readonly messages: string[] }
  | ({ readonly state: 'VOIDED'; readonly id: string } & Voided);

/** The results of these operations change with each voiding, because they list changes. */
const aboutChanges = /\b(auditEntries|changes|voidedRecords)\b/;

/** Fields that serve as titles. Their columns have the same names. */
const titleFields = [
  'title',
  'name',
  'label',
  'term',
  'statement',
  'aim',
  'objective',
  'question',
  'vision',
  'purpose',
];
const titleColumns = recordTypes.flatMap(({ prefix, fields }: AnyRecordType) =>
  titleFields.filter((field) => field in fields).map((field): [table: string, column: string] => [prefix, field]),
);

/** What a list contains: at most 100 of its records, and the number of all. */
export interface ListContent {
  readonly list: string;
  readonly ids: readonly string[];
  readonly totalCount: number;
}

/** The largest number of records of a type that are tried. */
const mostTried = 25;

/** The example ecosystems, with the results of many operations while nothing is voided. */
export class VoidingWorld {
  readonly #database: TestDatabase;
  readonly #schema: Schema;
  readonly #execute: ReturnType<typeof createExecutor>;
  readonly #operations: KnownOperation[] = [];

  private constructor(database: TestDatabase, schema: Schema) {
    this.#database = database;
    this.#schema = schema;
    this.#execute = createExecutor({ schema, execution: 'interpreted' });
  }

  static async open(database: TestDatabase, of: { schema: Schema; files: readonly string[] }): Promise<VoidingWorld> {
    const world = new VoidingWorld(database, of.schema);
    for (const file of of.files) {
      const text = readFileSync(file, 'utf8');
      if (aboutChanges.test(text)) continue;
      const values = file.replace(/\.graphql$/, '.variables.json');
      const variables = existsSync(values) ? JSON.parse(readFileSync(values, 'utf8')) : {};
      const document = parse(text);
      world.#operations.push({ file, document, variables, answer: await world.#run(document, variables) });
    }
    return world;
  }

  /** Voids the first record of a type that can be voided, with its dependents. Prefers one that an operation shows. */
  async voidOne(prefix: string): Promise<Attempt> {
    const shown = this.#operations.map(({ answer }) => answer).join('\n');
    const rows = await this.#rows<{ id: string }>(`select "id" from "${prefix}" order by "id" limit 1000`);
    const ids = rows.map(({ id }) => encodeTypeId(prefix, id));
    const preferred = [...ids.filter((id) => shown.includes(id)), ...ids].slice(0, mostTried);
    let messages: string[] = [];
    for (const id of new Set(preferred)) {
      const outcome = await voidRecord(this.#writer(), { id, reason: 'Made up.', includeDependents: true });
      if (outcome.ok) return { state: 'VOIDED', id, ...(await this.#voided({ voidingId: outcome.value, id })) };
      messages = outcome.issues.map(({ message }) => message);
    }
    return ids.length === 0 ? { state: 'NO_RECORD' } : { state: 'REJECTED', messages };
  }

  async restore(id: string): Promise<void> {
    unwrap(await restoreRecord(this.#writer(), { id, reason: 'Made up.' }));
  }

  /** The operations that still show a voided record: `node`, and those whose result contains its id or its title. */
  async stillShown(voided: Voided): Promise<string[]> {
    const nodes = parse('query Nodes($ids: [ID!]!) { nodes(ids: $ids) { id } }');
    const found: string[] = [];
    for (let at = 0; at < voided.ids.length; at += 100) {
      const answer = await this.#run(nodes, { ids: voided.ids.slice(at, at + 100) });
      found.push(...voided.ids.filter((id) => answer.includes(id)).map((id) => `node ${id}`));
    }
    for (const { file, document, variables } of this.#showing(voided)) {
      const answer = await this.#run(document, variables);
      found.push(...textsOf(voided).flatMap((text) => (answer.includes(text) ? [`${file}: ${text}`] : [])));
    }
    return found;
  }

  /** The operations whose results differ from those at the beginning: of the operations that showed these records, or of all. */
  async changedAnswers(voided: Voided | null): Promise<string[]> {
    const changed: string[] = [];
    for (const { file, document, variables, answer } of voided ? this.#showing(voided) : this.#operations) {
      if ((await this.#run(document, variables)) !== answer) changed.push(file);
    }
    return changed;
  }

  #showing(voided: Voided): KnownOperation[] {
    const texts = textsOf(voided);
    return this.#operations.filter(({ answer }) => texts.some((text) => answer.includes(text)));
  }

  /** The lists of records of a type in each ecosystem. */
  async lists({ name }: Pick<AnyRecordType, 'name'>): Promise<ListContent[]> {
    const ecosystem = this.#schema.getType('Ecosystem');
    if (!isObjectType(ecosystem)) throw new Error('There is no type Ecosystem.');
    const fields = Object.values(ecosystem.getFields())
      .filter(({ type, args }) => getNamedType(type).name === `${name}Connection` && !args.some(isRequiredArgument))
      .map((field) => field.name);
    if (fields.length === 0) return [];
    const selected = fields.map((field) => `${field}(first: 100) { totalCount nodes { id } }`).join(' ');
    const document = parse(`{ ecosystems(first: 100) { nodes { id ${selected} } } }`);
    const { data } = JSON.parse(await this.#run(document));
    return data.ecosystems.nodes.flatMap(
      ({ id, ...lists }: Record<string, string & { totalCount: number; nodes: { id: string }[] }>) =>
        Object.entries(lists).map(([field, { totalCount, nodes }]) => ({
          list: `${id} ${field}`,
          ids: nodes.map((node) => node.id),
          totalCount,
        })),
    );
  }

  async #voided({ voidingId, id }: { voidingId: string; id: string }): Promise<Voided> {
    const rows = await this.#rows<{ id: string; prefix: string }>(
      'select "record_id" as "id", "record_type" as "prefix" from "voided_record" where "voiding_id" = ?',
      [voidingId],
    );
    const { read } = createContext(this.#database, localProgram);
    const root = (await read.access.voided.ofVoiding(voidingId)).find(
      ({ recordType, recordId }) => encodeTypeId(recordType, recordId) === id,
    );
    // The title of a place is the label of a code, which other records contain as well.
    const title = root && root.recordType !== 'place' ? (await read.access.voided.summary(root))?.title : null;
    const titles = await this.#unique(title ? [title] : []);
    return { ids: rows.map(({ id, prefix }) => encodeTypeId(prefix, id)), titles };
  }

  /** The titles that no record has now. Short titles are excluded, because other texts can contain them. */
  async #unique(titles: readonly string[]): Promise<string[]> {
    const candidates = [...new Set(titles)].filter((title) => title.length >= 12 && title.length < 200);
    const isTaken = titleColumns.map(
      ([table, column]) => `exists (select from "${table}" as "r" where "r"."${column}"::text = "t"."text")`,
    );
    const taken = await this.#rows<{ text: string }>(
      `select "t"."text" from jsonb_array_elements_text(?::jsonb) as "t" ("text") where ${isTaken.join(' or ')}`,
      [JSON.stringify(candidates)],
    );
    const known = new Set(taken.map(({ text }) => text));
    return candidates.filter((title) => !known.has(title));
  }

  #writer(): Writer {
    return new Writer(this.#database, localProgram);
  }

  async #rows<Row>(statement: string, values: unknown[] = []): Promise<Row[]> {
    return await this.#database.orm.em.fork().execute(statement, values);
  }

  async #run(document: DocumentNode, variableValues: Record<string, unknown> = {}): Promise<string> {
    const contextValue = createContext(this.#database, localProgram);
    return JSON.stringify(await this.#execute({ schema: this.#schema, document, variableValues, contextValue }));
  }
}

/** The ids, and the titles as they appear in a result. */
function textsOf({ ids, titles }: Voided): string[] {
  return [...ids, ...titles.map((title) => JSON.stringify(title))];
}
