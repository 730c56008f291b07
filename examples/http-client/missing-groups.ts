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

/** Returns the response of the gateway. A response with errors can have a status other than 200. */
async function send(address: string, variables: { slug: string }): Promise<GraphQLResponse> {
  const body = JSON.stringify({ query, variables });
  try {
    const response = await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    return await response.json();
  } catch (error) {
    const { message, cause } = error as Error;
    const reason = cause instanceof Error ? cause.message : message;
    return { errors: [{ message: `No gateway answers at "${address}" (${reason}). Check the address.` }] };
  }
}

const [address, slug] = process.argv.slice(2);
if (address === undefined || slug === undefined) {
  console.error('Usage: node missing-groups.ts <address> <slug of an ecosystem>');
  process.exit(1);
}
const { data, errors = [] } = await send(address, { slug });
if (data?.ecosystem) {
  console.log(`Missing in ${data.ecosystem.name}:`);
  for (const { label } of data.ecosystem.sectorCoverage.missing) console.log(`- ${label}`);
} else {
  const messages = errors.length > 0 ? errors.map(({ message }) => message) : [`There is no ecosystem "${slug}".`];
  console.error(messages.join('\n'));
  process.exitCode = 1;
}
