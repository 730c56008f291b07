import { typeDefs } from '@collective-impact/schema';
import { recordTypes } from '@collective-impact/sdk';
import { recordProperties } from '@collective-impact/store/testing';
import {
  buildASTSchema,
  type GraphQLInputObjectType,
  type GraphQLObjectType,
  getNamedType,
  isObjectType,
  parse,
} from 'graphql';
import { describe, expect, it } from 'vitest';

const schema = buildASTSchema(parse(typeDefs));

/** What every record has on every floor, beside its own fields. */
const common = ['id', 'ecosystemId', 'createdAt', 'updatedAt', 'version', 'visibility', 'sourceUri'];

/** Fields that one floor has and another lacks, each with the reason. */
const exceptions: Record<
  string,
  { model?: string[]; entity?: string[]; sdl?: string[]; input?: string[]; why: string }[]
> = {
  Ecosystem: [
    {
      sdl: [
        'sectorCoverage',
        'partnershipNetwork',
        'alignment',
        'backbone',
        'readiness',
        'fundingSummary',
        'progress',
        'communication',
      ],
      why: 'derived',
    },
  ],
  Dimension: [{ model: ['categories'], sdl: ['categories'], why: 'categories are parts with a table of their own' }],
  Baseline: [
    {
      model: ['categories'],
      sdl: ['categories'],
      entity: ['breakdownId'],
      why: 'a combination of categories is kept once',
    },
    { entity: ['periodStart'], why: 'derived from the period, to sort by' },
  ],
  Target: [
    { sdl: ['progress'], why: 'derived' },
    {
      model: ['categories'],
      sdl: ['categories'],
      entity: ['breakdownId'],
      why: 'a combination of categories is kept once',
    },
    { entity: ['periodStart'], why: 'derived from the period, to sort by' },
  ],
  Indicator: [{ sdl: ['series', 'rollUp'], why: 'derived from released cells' }],
  ReportingCalendar: [{ entity: ['fromDay'], why: 'derived from the period, to sort and compare by' }],
  DataQualityRule: [
    {
      model: ['categories'],
      sdl: ['categories'],
      entity: ['breakdownId'],
      why: 'a combination of categories is kept once',
    },
  ],
  IndicatorVersion: [{ sdl: ['reporting', 'comparableWith'], why: 'derived' }],
  IndicatorReport: [
    { input: ['visibility'], why: 'a report is always restricted' },
    { model: ['cells'], why: 'cells are parts with a table of their own' },
    { sdl: ['total'], why: 'the cell of no categories' },
    { sdl: ['qualityFindings'], why: 'derived' },
    { entity: ['periodStart', 'periodEnd'], why: 'derived from the period, to sort and compare by' },
    { entity: ['reporterId', 'placeKey'], why: 'organization and place without null, for the unique constraint' },
  ],
  Evidence: [{ entity: ['periodStart', 'periodEnd'], why: 'derived from the period, to sort and compare by' }],
  PopulationFigure: [
    { entity: ['periodStart', 'periodEnd'], why: 'derived from the period, to sort and compare by' },
    { entity: ['figureKey'], why: 'place, categories and source in one, for the unique constraint' },
  ],
  Release: [
    { model: ['cells'], why: 'cells are parts with a table of their own' },
    { sdl: ['total'], why: 'the cell of no categories' },
    { entity: ['periodStart', 'periodEnd'], why: 'derived from the period, to sort and compare by' },
    { entity: ['reporters'], why: 'counted once from its rows, for the coverage of roll-ups' },
  ],
  Partnership: [{ sdl: ['type'], why: 'the coded type, or the one that follows from the two organizations' }],
  Practice: [{ sdl: ['spread'], why: 'derived' }],
  CommonAgenda: [{ sdl: ['support'], why: 'derived' }],
  Term: [{ entity: ['termKey', 'searchText'], why: 'what a term is compared and found by follows from its words' }],
  Study: [{ sdl: ['importance', 'codeLineage', 'agreement', 'coOccurrence'], why: 'derived' }],
};

function excepted(record: string, floor: 'model' | 'entity' | 'sdl' | 'input'): string[] {
  return (exceptions[record] ?? []).flatMap((exception) => exception[floor] ?? []);
}

/** Lists of and references to other records, which other rooms may add. */
function isRelation(type: GraphQLObjectType, field: string): boolean {
  const target = getNamedType(type.getFields()[field]?.type);
  if (!target || !isObjectType(target)) return false;
  return target.name.endsWith('Connection') || target.getInterfaces().some(({ name }) => name === 'Node');
}

describe.each(recordTypes.map((record) => ({ name: record.name, record })))('$name', ({ name, record }) => {
  const own = Object.keys(record.fields);
  // A reference is the record itself in GraphQL.
  const asShown = (field: string) => record.references.find((each) => each.field === field)?.name ?? field;

  it('says in GraphQL which prefix its ids have', () => {
    const type = schema.getType(name) as GraphQLObjectType;
    expect(type.getFields().id?.description).toContain(`\`${record.prefix}_…\``);
  });

  it('has the same fields in the model and in the table', () => {
    const columns = recordProperties(record.prefix).filter((property) => !common.includes(property));
    expect(columns.filter((property) => !excepted(name, 'entity').includes(property)).sort()).toEqual(
      own.filter((field) => !excepted(name, 'model').includes(field)).sort(),
    );
  });

  it('has the same fields in the model and in GraphQL', () => {
    const type = schema.getType(name) as GraphQLObjectType;
    const shown = Object.keys(type.getFields());
    const expected = [...common.filter((field) => field !== 'ecosystemId'), ...own.map(asShown)];
    const missing = expected.filter((field) => !shown.includes(field));
    const surplus = shown.filter(
      (field) => !expected.includes(field) && !isRelation(type, field) && !excepted(name, 'sdl').includes(field),
    );
    expect({ missing, surplus }).toEqual({ missing: [], surplus: [] });
  });

  it('takes the same fields in the model and in the inputs of its mutations', () => {
    for (const [verb, command] of [
      ['Create', record.createSchema],
      ['Update', record.updateSchema],
    ] as const) {
      const input = schema.getType(`${verb}${name}Input`) as GraphQLInputObjectType | undefined;
      if (name === 'Release') expect(input, 'a release is published and never edited').toBeUndefined();
      else {
        const { shape } = command as unknown as { shape: object };
        const taken = Object.keys(shape).filter((field) => !excepted(name, 'input').includes(field));
        expect(Object.keys(input?.getFields() ?? {}).sort(), `${verb}${name}Input`).toEqual(
          [...taken, 'idempotencyKey'].sort(),
        );
      }
    }
  });
});

it('gives every record a type that is a Node, and no other type is one', () => {
  const nodes = Object.values(schema.getTypeMap()).filter(
    (type) => isObjectType(type) && type.getInterfaces().some((each) => each.name === 'Node'),
  );
  expect(nodes.map((type) => type.name).sort()).toEqual(recordTypes.map((record) => record.name).sort());
});
