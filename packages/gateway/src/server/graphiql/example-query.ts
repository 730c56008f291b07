import { type GraphQLSchema, graphql } from 'graphql';

/** An ecosystem that an anonymous caller can see, with its indicators. */
export interface VisibleEcosystem {
  slug: string;
  indicators: { nodes: { code: string; releases: { totalCount: number } }[] };
}

const source = `{
  ecosystems(first: 50) {
    nodes { slug indicators(first: 50) { nodes { code releases { totalCount } } } }
  }
}`;

/** The example where no ecosystem is public. It returns an empty list, and then what is created. */
export const listEcosystems = `# Run this query. Names complete as you type.
{
  ecosystems {
    nodes {
      slug
      name
    }
  }
}
`;

/** Chooses an example for what an anonymous caller can see in the database of `contextValue`. */
export async function exampleQuery(options: { schema: GraphQLSchema; contextValue: object }): Promise<string> {
  const { data, errors } = await graphql({ ...options, source });
  if (errors?.[0]) throw errors[0];
  return exampleFor((data as { ecosystems: { nodes: VisibleEcosystem[] } }).ecosystems.nodes);
}

/**
 * A query that returns data: the series of the indicator with the most releases, otherwise the indicators of the first
 * ecosystem, otherwise the list of ecosystems.
 */
export function exampleFor(ecosystems: readonly VisibleEcosystem[]): string {
  const [first] = ecosystems;
  if (!first) return listEcosystems;
  const indicators = ecosystems.flatMap(({ slug, indicators: { nodes } }) =>
    nodes.map(({ code, releases }) => ({ slug, code, releases: releases.totalCount })),
  );
  const [best] = indicators.toSorted((a, b) => b.releases - a.releases);
  return best && best.releases > 0 ? seriesOf(best) : indicatorsOf(first);
}

function seriesOf({ slug, code }: { slug: string; code: string }): string {
  return query(`  ecosystem(slug: ${JSON.stringify(slug)}) {
    name
    indicators(code: ${JSON.stringify(code)}) {
      nodes {
        name
        # The published totals. Without "by", the series includes each category.
        series(by: []) {
          period
          value
          status
        }
      }
    }
  }`);
}

function indicatorsOf({ slug }: { slug: string }): string {
  return query(`  ecosystem(slug: ${JSON.stringify(slug)}) {
    name
    indicators {
      nodes {
        code
        name
      }
    }
  }`);
}

function query(example: string): string {
  return `# Run this query, then change it. Names complete as you type.
{
${example}
  # All ecosystems, with the number of indicators of each.
  ecosystems {
    nodes {
      slug
      name
      indicators {
        totalCount
      }
    }
  }
}
`;
}
