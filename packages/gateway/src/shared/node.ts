import { decodeTypeId, InputError, typeIdPrefix } from '@collective-impact/sdk';
import { type RecordEntity, recordEntities } from '@collective-impact/store';
import type { Connection } from './connection.ts';
import type { GatewayContext } from './context.ts';

/** The name of a type of records, such as `Goal`. */
type RecordName = RecordEntity['name'];

const typeOf = new Map<string, RecordName>(recordEntities.map(({ tableName, name }) => [tableName, name]));

/** The parent object of a `Node`: its row, and the name of its type. */
export type NodeParent = { id: string; __typename: RecordName };

/** A page of records of any type, by their TypeIDs. The records are read only if more than their number is requested. */
export type NodesParent = Connection<string>;

/** The record with this TypeID, of any type. Null if there is none for the viewer. Throws an {@link InputError} if the id is not valid. */
export async function nodeById(context: GatewayContext, id: string): Promise<NodeParent | null> {
  const { prefix, type, uuid } = idOfAnyRecord(id);
  const row = await context.read.record(prefix, uuid);
  return row && { ...row, __typename: type };
}

/** The type and UUID of the TypeID of a record of any type. Throws an {@link InputError} if the id is not valid. */
export function idOfAnyRecord(id: string): { prefix: string; type: RecordName; uuid: string } {
  const prefix = typeIdPrefix(id) ?? '';
  const type = typeOf.get(prefix);
  const uuid = type === undefined ? undefined : decodeTypeId(prefix, id);
  if (type !== undefined && uuid !== undefined) return { prefix, type, uuid };
  throw new InputError(
    `"${id.slice(0, 100)}" is not a valid id. Ids look like organization_01h455vb4pex5vsknk084sn02q.`,
  );
}

/** The records with these ids, in their order. Each is read once, however often its id occurs. */
export function nodesByIds(context: GatewayContext, ids: readonly string[]): Promise<(NodeParent | null)[]> {
  const nodes = new Map([...new Set(ids)].map((id) => [id, nodeById(context, id)]));
  return Promise.all(ids.map((id) => nodes.get(id) ?? null));
}
