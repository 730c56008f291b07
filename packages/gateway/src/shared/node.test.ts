import { InputError } from '@collective-impact/sdk';
import { describe, expect, it } from 'vitest';
import type { GatewayContext } from './context.ts';
import { nodesByIds } from './node.ts';
import { sharedResolvers } from './resolvers.ts';

const [first, second, missing] = ['q', 'r', 's'].map((last) => `organization_01h455vb4pex5vsknk084sn02${last}`) as [
  string,
  string,
  string,
];

describe('records by their ids', () => {
  const read: string[] = [];
  const context = {
    read: {
      record: async (_prefix: string, id: string) => {
        read.push(id);
        return id.endsWith('9') ? null : { id };
      },
    },
  } as unknown as GatewayContext;

  it('are read once, and returned in the order of the ids, with repetitions', async () => {
    const nodes = await nodesByIds(context, [second, first, missing, first, second]);
    expect(read).toHaveLength(3);
    expect(nodes.map((node) => node?.id.slice(-2))).toEqual(['58', '57', undefined, '57', '58']);
    expect(nodes.map((node) => node?.__typename)).toEqual([
      'Organization',
      'Organization',
      undefined,
      'Organization',
      'Organization',
    ]);
  });

  it('are rejected if there are more than a hundred', () => {
    const { nodes } = sharedResolvers.Query as { nodes: (...resolver: unknown[]) => unknown };
    const message = '`ids` must have at most 100 entries. You sent 101.';
    expect(() => nodes({}, { ids: Array(101).fill(first) }, context)).toThrow(new InputError(message));
  });

  it('are rejected if an id is not valid', async () => {
    await expect(nodesByIds(context, [first, 'organization_x'])).rejects.toThrow(InputError);
  });
});
