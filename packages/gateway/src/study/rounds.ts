import { type Code, InputError, unwrap } from '@collective-impact/sdk';
import { codeCoOccurrence, codeLineage, coderAgreement, type RoundCode } from '@collective-impact/sdk/study';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { idArgument } from '../shared/id-argument.ts';

/** Returns a code of a study as a code of the scheme `codebook`. */
export function asTerm({ code, label }: Pick<RoundCode, 'code' | 'label'>): Code {
  return { scheme: 'codebook', code, label, uri: null };
}

/** Resolvers of the analyses of a study's rounds of coding. */
export const roundResolvers: NonNullable<Resolvers['Study']> = {
  codeLineage: async ({ id }, { codebookCode }, { read }) => {
    const of = idArgument('codebook_code', codebookCode) ?? undefined;
    const steps = unwrap(codeLineage(await read.study.codesOfRounds(id), of));
    return steps.map((step) => ({ ...step, round: step.code.round }));
  },
  agreement: async ({ id }, { round, coders }, { read }) => {
    const coded = await read.study.codedRound(id, round ?? null);
    const { codes, ...agreement } = unwrap(coderAgreement(coded, pairOf(coders)));
    return { round: coded.round, ...agreement, codes: codes.map((each) => ({ ...each, code: asTerm(each.code) })) };
  },
  coOccurrence: async ({ id }, { round }, { read }) => {
    const coded = await read.study.codedRound(id, round ?? null);
    const { pairs, ...coOccurrence } = unwrap(codeCoOccurrence(coded));
    const pairsOfTerms = pairs.map((pair) => ({
      ...pair,
      firstCode: asTerm(pair.firstCode),
      secondCode: asTerm(pair.secondCode),
    }));
    return { round: coded.round, ...coOccurrence, pairs: pairsOfTerms };
  },
};

function pairOf(coders: readonly string[] | null | undefined): [string, string] | undefined {
  if (coders == null) return undefined;
  const [first, second, ...more] = coders;
  if (first !== undefined && second !== undefined && more.length === 0 && first !== second) return [first, second];
  throw new InputError('`coders` must contain two different coders. Send both, or omit it.');
}
