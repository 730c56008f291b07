/*
 * Lists the stakeholder groups that no organization of an ecosystem represents, from a gateway. It needs only Node.js.
 *
 *   node missing-groups.ts http://127.0.0.1:4000/graphql my-town
 */

interface GraphQLResponse {
  data?: { ecosystem: { name: string; sectorCoverage: { missing: { label: string }[] } } | null } | null;
  errors?: { message: string }[];
}

const query = `
  query MissingGroups($slug: String!) {
    ecosystem(slug: $slug) {
      name
      sectorCoverage {
        missing {
          label
        }
      }
    }
  }
`;

const [address = '', slug = ''] = process.argv.slice(2);
const response = await fetch(address, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ query, variables: { slug } }),
});
const { data, errors = [] } = (await response.json()) as GraphQLResponse;
if (data?.ecosystem) {
  console.log(`Missing in ${data.ecosystem.name}:`);
  for (const { label } of data.ecosystem.sectorCoverage.missing) console.log(`- ${label}`);
} else {
  const messages = errors.length > 0 ? errors.map(({ message }) => message) : [`There is no ecosystem "${slug}".`];
  console.error(messages.join('\n'));
  process.exitCode = 1;
}
