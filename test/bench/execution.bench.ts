import { createExecutor } from '@collective-impact/gateway';
import { buildSchema, type ExecutionArgs, type GraphQLFieldResolver, type GraphQLObjectType, parse } from 'graphql';

/*
 * Prints how many times faster a compiled query runs than the same query interpreted, in queries per second.
 *   node test/bench/execution.bench.ts
 */

const schema = buildSchema(/* GraphQL */ `
  type Query { ecosystem: Ecosystem hello: String! }
  type Ecosystem { name: String! indicators(first: Int = 20): IndicatorConnection! }
  type IndicatorConnection { nodes: [Indicator!]! totalCount: Int! }
  type Indicator { id: ID! code: String! name: String! unit: Code! reports(first: Int = 10): ReportConnection! }
  type ReportConnection { nodes: [Report!]! }
  type Report { id: ID! period: String! total: String status: String! cells: [Cell!]! }
  type Cell { value: String status: String! categories: [Code!]! }
  type Code { scheme: String! code: String! label: String! uri: String }
`);

const text = /* GraphQL */ `
  query Nested($first: Int = 20) {
    ecosystem {
      name
      indicators(first: $first) {
        totalCount
        nodes {
          id code name unit { code label }
          reports(first: 10) { nodes { id period total status cells { value status categories { code label } } } }
        }
      }
    }
  }
`;

const code = (n: number) => ({ scheme: 'unit', code: `c${n}`, label: `Code ${n}`, uri: null });
const cells = Array.from({ length: 4 }, (_, n) => ({ value: `${n}.5`, status: 'OBSERVED', categories: [code(n)] }));
const reports = Array.from({ length: 10 }, (_, n) => ({
  id: `r${n}`,
  period: `20${10 + n}`,
  total: '12.5',
  status: 'FINAL',
  cells,
}));
const indicators = Array.from({ length: 20 }, (_, n) => ({
  id: `i${n}`,
  code: `I${n}`,
  name: `Indicator ${n}`,
  unit: code(n),
}));

const resolvers: Record<string, Record<string, GraphQLFieldResolver<unknown, unknown>>> = {
  Query: { ecosystem: async () => ({ name: 'Ecosystem' }), hello: () => 'hello' },
  Ecosystem: { indicators: async (_, { first }) => ({ nodes: indicators.slice(0, first), totalCount: 20 }) },
  Indicator: { reports: async (_, { first }) => ({ nodes: reports.slice(0, first) }) },
};
for (const [type, fields] of Object.entries(resolvers)) {
  const known = (schema.getType(type) as GraphQLObjectType).getFields();
  for (const [name, resolve] of Object.entries(fields)) Object.assign(known[name] ?? {}, { resolve });
}

async function perSecond(execution: 'compiled' | 'interpreted', document: ExecutionArgs['document']): Promise<number> {
  const execute = createExecutor({ schema, execution, compileAt: 1 });
  const run = async (milliseconds: number) => {
    const start = performance.now();
    let runs = 0;
    while (performance.now() - start < milliseconds) {
      await execute({ schema, document });
      runs++;
    }
    return (runs * 1000) / (performance.now() - start);
  };
  await run(500);
  return run(2000);
}

for (const [name, document] of Object.entries({
  'a nested query': parse(text),
  'a trivial query': parse('{ hello }'),
})) {
  const [interpreted, compiled] = [await perSecond('interpreted', document), await perSecond('compiled', document)];
  const ratio = (compiled / interpreted).toFixed(2);
  const rates = `${compiled.toFixed(0)}/s compiled, ${interpreted.toFixed(0)}/s interpreted`;
  process.stdout.write(`${name}: ${rates}: ratio ${ratio}\n`);
}
