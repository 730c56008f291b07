import { createHash } from 'node:crypto';
import { createGateway, createSchema } from '@collective-impact/gateway';
import { decodeTypeId, encodeTypeId, newUuid, typeIdPrefix } from '@collective-impact/sdk';
import { engines, openTestDatabase, type TestDatabase } from '@collective-impact/store/testing';
import { isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anonymousCaller, createCallers } from './matrix/callers.ts';
import { Comparison, computedFields, type Json, pageSize } from './matrix/comparison.ts';
import { filterValues } from './matrix/filter-values.ts';
import { type Caller, Oracle } from './matrix/oracle.ts';
import { type Filter, Paths, recordNames } from './matrix/paths.ts';
import { type PlantedLeak, plantedFilters, plantedLeaks, withLeak } from './matrix/planted-leak.ts';
import { type MatrixRecord, setVisibility, setVoided, storedRecords } from './matrix/records.ts';
import { listenWithoutTimers, statementsOf } from './matrix/statements-of.ts';
import { MatrixWorld } from './matrix/world.ts';

interface FieldError {
  readonly path: readonly (string | number)[];
}

/*
 * Every type × every caller × every visibility × every field path that reaches the type. Types and fields are covered by existing:
 * the documents are written from the schema, and the records are created by its mutations. Callers sign in with keys.
 */

const schema = createSchema();
const types = recordNames(schema);
const paths = new Paths(schema);
/** The documents of the matrix are larger than those of callers. */
const most = 1_000_000_000;
const limits = { tokens: most, fields: most, aliases: most, depth: most, cost: most, objects: most };

describe.each(engines)('the matrix on %s', (engine) => {
  let database: TestDatabase;
  let gateway: ReturnType<typeof createGateway>;
  let address: string;
  let callers: Caller[];
  let main: string;
  let slug: string;
  let records: MatrixRecord[];
  let comparison: Comparison;

  beforeAll(async () => {
    database = await openTestDatabase(engine);
    const world = new MatrixWorld(schema, database);
    const ecosystems = async () =>
      (await database.orm.em.fork().execute('select "id", "slug" from "ecosystem"')) as { id: string; slug: string }[];
    main = decodeTypeId('ecosystem', await world.ecosystemWithRecords()) ?? '';
    const first = await ecosystems();
    const here = new Set(first.map(({ id }) => id));
    slug = first.find(({ id }) => id === main)?.slug ?? '';
    await world.otherEcosystem();
    const elsewhere = new Set((await ecosystems()).map(({ id }) => id).filter((id) => !here.has(id)));
    callers = await createCallers(database, { main, here, elsewhere });
    records = await storedRecords(database);
    comparison = new Comparison(new Oracle(records), records);
    gateway = createGateway({ database, limits, log: () => undefined });
    address = `${await listenWithoutTimers(gateway)}/graphql`;
  });

  afterAll(async () => {
    await gateway.close();
    await database.close();
  });

  async function ask(caller: Caller, request: { query: string; variables: object; to?: string }): Promise<Json> {
    const { query, variables, to = address } = request;
    const headers = {
      'content-type': 'application/json',
      ...(caller.key && { authorization: `Bearer ${caller.key}` }),
    };
    const response = await fetch(to, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
    return (await response.json()) as Json;
  }

  /** What is wrong with the answers to callers, by default to each of them, and by the gateway of this test. */
  async function faultsOf(
    query: string,
    { variables, by = callers.slice(0, -1), to }: { variables: object; by?: Caller[]; to?: string },
  ): Promise<string[]> {
    const everything = callers.at(-1) as Caller;
    const all = await ask(everything, { query, variables: { ...variables, first: 100 } });
    expect(unexpectedErrors(all)).toEqual([]);
    const faults: string[] = [];
    for (const caller of by) {
      const own = await ask(caller, { query, variables: { ...variables, first: pageSize }, ...(to && { to }) });
      // A hidden record is like an absent one: null, without an error.
      const errors = unexpectedErrors(own).map((error) => `It must not be an error: ${JSON.stringify(error)}`);
      const found = [...comparison.faults(caller, { all, own }), ...errors];
      faults.push(...found.map((fault) => `${caller.name}: ${fault}`));
    }
    return faults;
  }

  /** Runs `work` with a gateway in which a leak is planted. */
  async function withPlanted<T>(leak: PlantedLeak, work: (to: string) => Promise<T>): Promise<T> {
    const leaking = createGateway({ database: withLeak(database, leak), limits, log: () => undefined });
    try {
      return await work(`${await listenWithoutTimers(leaking)}/graphql`);
    } finally {
      await leaking.close();
    }
  }

  /** The ids of records of a type: the first and the last ones of each visibility, in the public ecosystem and in others. */
  function someOf(type: string): string[] {
    const ofType = records.filter((record) => record.type === type);
    const groups = Map.groupBy(ofType, ({ visibility, ecosystem }) => `${visibility} ${ecosystem === main}`);
    const some = [...groups.values()].flatMap((group) => [...group.slice(0, 1), ...group.slice(-3)]);
    return [...new Set(some.map(({ id }) => id))];
  }

  it.each(types)('%s is seen according to its visibility, and so is all that it leads to', async (type) => {
    const ids = someOf(type);
    // How many there are depends on which other types refer to this one. What is shown of each is compared below.
    expect(ids.length, `There are records of ${type}`).toBeGreaterThan(0);
    expect(await faultsOf(paths.documentOf(type), { variables: { ids } })).toEqual([]);
  });

  it('shows at the root what is visible', async () => {
    expect(await faultsOf(paths.rootDocument(), { variables: { id: hiddenOrganization(), slug } })).toEqual([]);
  });

  it('shows callers their own grants', async () => {
    const query = '{ viewer { access { __typename id } } }';
    const all: { id: string; key: string }[] = await database.orm.em
      .fork()
      .execute(
        `select "g"."id", "k"."hash" as "key" from "access_grant" as "g" join "api_key" as "k" on "k"."principal_id" = "g"."principal_id"`,
      );
    for (const caller of callers) {
      const hash = createHash('sha256')
        .update(caller.key ?? '')
        .digest('hex');
      const ids = all.filter(({ key }) => key === hash).map(({ id }) => encodeTypeId('access_grant', id));
      const { data } = (await ask(caller, { query, variables: {} })) as {
        data: { viewer: { access: { id: string }[] } };
      };
      expect(data.viewer.access.map(({ id }) => id).sort(), caller.name).toEqual(ids.sort());
    }
  });

  describe('without the records that nobody without credentials sees', () => {
    const filtered = [...types, 'Query'].filter((type) => paths.filteredFields(type, () => ['null']).length > 0);
    const answers = new Map<string, Json>();
    const planted: Json[] = [];

    /**
     * What an anonymous caller is answered, for each value of each filter, or of the filters of one field. A value that is rejected
     * leaves no data: its alias is returned, and the others are sent again without it.
     */
    async function answerOf(type: string, { to, only = '' }: { to?: string; only?: string } = {}): Promise<Json> {
      const values = (filter: Filter) => filterValues(filter, { schema, hidden: hiddenFromAll() });
      const all = paths.filteredFields(type, values).map((field, at): [string, string] => [`f${at}`, field]);
      const fields = new Map(all.filter(([, field]) => field.startsWith(only)));
      const rejected = new Set<string>();
      let data: Json = null;
      while (fields.size > 0) {
        const query = paths.documentOfFields(type, fields);
        const request = { query, variables: { ids: someOf(type), first: pageSize }, ...(to && { to }) };
        const answer = (await ask(anonymousCaller, request)) as { data?: Json; errors?: FieldError[] };
        data = answer.data ?? null;
        if (!answer.errors) break;
        const names = answer.errors.flatMap(({ path }) => path.filter((name) => fields.delete(String(name))));
        expect(names, 'fields with an error').not.toEqual([]);
        for (const name of names) rejected.add(String(name));
      }
      return { rejected: [...rejected].sort(), data };
    }

    const leakedBy = ({ path: [type, only] }: PlantedLeak, to: string) => answerOf(type, { to, only: `${only}(` });

    beforeAll(async () => {
      for (const type of filtered) answers.set(type, await answerOf(type));
      for (const leak of plantedFilters) planted.push(await withPlanted(leak, (to) => leakedBy(leak, to)));
      await setVoided(database, { records: hiddenFromAll(), isVoided: true });
    });
    afterAll(() => setVoided(database, { records: hiddenFromAll(), isVoided: false }));

    it.each(filtered)('every filter of %s has the same result', async (type) => {
      expect(await answerOf(type)).toEqual(answers.get(type));
    });

    it.each(plantedFilters)('a planted filter by what $kind are has another result: $path', async (leak) => {
      const [type, only] = leak.path;
      const answer = await answerOf(type, { only: `${only}(` });
      const before = planted[plantedFilters.indexOf(leak)];
      expect(await withPlanted(leak, (to) => leakedBy(leak, to))).toEqual(answer);
      expect(before).not.toEqual(answer);
    });
  });

  it.each(plantedLeaks)('notices a planted leak: $kind, $fault', async (leak) => {
    const [type, field] = leak.path;
    const isRoot = type === 'Query';
    const query = isRoot ? paths.rootDocument(field) : paths.documentOf(type, field);
    const variables = isRoot ? { id: hiddenOrganization() } : { ids: someOf(type) };
    const by = callers.filter(({ name }) => name === (leak.by ?? anonymousCaller.name));
    expect(await faultsOf(query, { variables, by })).toEqual([]);
    const faults = await withPlanted(leak, (to) => faultsOf(query, { variables, by, to }));
    // A leak is noticed at each field that leads to the record: their number grows with the schema.
    expect(faults).not.toEqual([]);
  });

  describe('a hidden record', () => {
    const restricted = () =>
      records.map((record) =>
        record.type === 'Ecosystem' ? record : { ...record, visibility: 'RESTRICTED' as const },
      );
    beforeAll(() => setVisibility(database, restricted()));
    afterAll(() => setVisibility(database, records));

    const askers = () =>
      callers.filter(({ name }) =>
        ['an anonymous caller', 'an OBSERVER', 'an OBSERVER of another ecosystem'].includes(name),
      );

    /** The results and the statements of reading a record by its id in each way. Its fields are those of a type. */
    async function readById(caller: Caller, { type, id, to }: { type: string; id: string; to?: string | undefined }) {
      const node = { query: 'query ($id: ID!) { node(id: $id) { id } }', variables: { id } };
      const nodes = { query: paths.documentOf(type), variables: { ids: [id], first: pageSize } };
      return await statementsOf(database, async () => [
        await ask(caller, { ...node, ...(to && { to }) }),
        await ask(caller, { ...nodes, ...(to && { to }) }),
      ]);
    }

    /** What callers are answered for a hidden and for an absent record of a type, with the statements of both answers. */
    async function answersOf(type: string, to?: string) {
      const oracle = new Oracle(restricted());
      const answers = [];
      for (const caller of askers()) {
        const hidden = restricted().find((record) => record.type === type && !oracle.sees(caller, record))?.id ?? '';
        const absent = encodeTypeId(typeIdPrefix(hidden) ?? '', newUuid());
        answers.push({
          hidden: await readById(caller, { type, id: hidden, to }),
          absent: await readById(caller, { type, id: absent, to }),
        });
      }
      return answers;
    }

    // The time of an answer could otherwise tell that the record exists.
    it.each(types)('of type %s has the result and the statements of an absent one', async (type) => {
      const answers = await answersOf(type);
      expect(answers).toHaveLength(3);
      for (const { hidden, absent } of answers) {
        expect(hidden.result).toMatchObject([{ data: { node: null } }, { data: { nodes: [null] } }]);
        expect(hidden.statements).not.toEqual([]);
        expect(hidden).toEqual(absent);
      }
    });

    it('takes other statements if a leak is planted', async () => {
      const path = ['Query', 'nodes'] as const;
      const leak: PlantedLeak = { kind: 'time', path, table: 'organization', fault: 'READS_HIDDEN' };
      const [answer] = await withPlanted(leak, (to) => answersOf('Organization', to));
      expect(answer?.hidden.statements).not.toEqual(answer?.absent.statements);
    });
  });

  /** The records that an anonymous caller does not see. */
  function hiddenFromAll(): MatrixRecord[] {
    const oracle = new Oracle(records);
    return records.filter((record) => !oracle.sees(anonymousCaller, record));
  }

  /** An organization of the public ecosystem that few callers see. */
  function hiddenOrganization(): string {
    const hidden = records.find(
      ({ type, visibility, ecosystem }) => type === 'Organization' && visibility === 'RESTRICTED' && ecosystem === main,
    );
    return hidden?.id ?? '';
  }
});

it('states computed fields that exist', () => {
  const known = Object.keys(computedFields).filter((name) => {
    const [type = '', field = ''] = name.split('.');
    const object = schema.getType(type);
    return isObjectType(object) && field in object.getFields();
  });
  expect(known).toEqual(Object.keys(computedFields));
});

/** The errors of an answer at other fields than computed ones. */
function unexpectedErrors(answer: Json): Json[] {
  const computed = new Set(Object.keys(computedFields).map((name) => name.split('.')[1]));
  const { errors = [] } = answer as { errors?: (Json & { path?: (string | number)[] })[] };
  return errors.filter(({ path = [] }) => !path.some((name) => computed.has(String(name))));
}
