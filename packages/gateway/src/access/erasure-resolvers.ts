import { InputError, SetupError } from '@collective-impact/sdk';
import { type Erased, erasePersonalData } from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';

/** Resolvers of the erasure of personal data. */
export const erasureResolvers: Resolvers = {
  Mutation: {
    erasePersonalData: async (_parent, { input }, { read, writer, erasures }) => {
      if (!erasures) throw new InputError(`${notErased} Ask the operator to set ERASURE_LIST.`);
      const { records, principalIds, ...command } = input;
      const outcome = await erasePersonalData(writer, {
        command: { ...command, records: records ?? [], principalIds: principalIds ?? [] },
        list: erasures,
      }).catch(explainList);
      read.forget();
      const erased: readonly Erased[] = outcome.ok ? outcome.value : [];
      return {
        erased: erased.map(({ id, fields }) => ({ id, fields: [...fields] })),
        userErrors: outcome.ok ? [] : outcome.issues,
      };
    },
  },
};

const notErased = 'Nothing was erased, because this gateway has no list of erasures that it can write.';

/** The caller learns that nothing was erased, but not the path of the list. */
function explainList(error: unknown): never {
  throw error instanceof SetupError ? new InputError(`${notErased} Ask the operator to check ERASURE_LIST.`) : error;
}
