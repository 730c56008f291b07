import { type ExecutionArgs, type ExecutionResult, GraphQLError } from 'graphql';
import type { Executor } from '../../execution/index.ts';
import { isPromiseLike } from '../../shared/promise.ts';
import { charactersOf } from './answer-size.ts';
import type { CostlyOperations } from './costly-operations.ts';
import { hasReadTooMuch, readsTooMuch } from './counted-lists.ts';
import { type RequestLimits, responseTooLarge } from './limits.ts';
import { operationCost } from './operation-cost.ts';
import { tooComplex } from './too-complex.ts';

/** The context of an execution. */
interface ExecutionContext {
  /** The context of the resolvers, without the properties of Yoga. */
  contextValue: object;
  signalOf: () => AbortSignal;
  caller: string;
}

type Result = ExecutionResult | PromiseLike<ExecutionResult>;

/**
 * Executes operations, the costly ones in turn. It enforces the limits on an operation before it is executed, by its cost, and on a
 * result before it is serialized. The cost is part of the result, under `extensions.cost`.
 */
export function limitedExecution(options: {
  execute: Executor;
  costly: CostlyOperations;
  limits: Pick<RequestLimits, 'cost' | 'objects' | 'responseBytes'>;
}): (args: ExecutionArgs) => Result {
  const { execute, costly, limits } = options;
  return (args) => {
    const { contextValue, signalOf, caller } = args.contextValue as ExecutionContext;
    const cost = { requested: operationCost(args), limit: limits.cost };
    if (cost.requested > cost.limit) return { errors: [costsTooMuch(cost)], extensions: { cost } };
    const finish = (result: ExecutionResult): ExecutionResult => {
      const error = 'data' in result && excessOf(result, { contextValue, limits });
      return { ...(error ? { errors: [error] } : result), extensions: { cost } };
    };
    const operation = { cost: cost.requested, caller, signal: signalOf };
    const result = costly.run(operation, () => execute({ ...args, contextValue }));
    return isPromiseLike(result) ? result.then(finish) : finish(result);
  };
}

/** The error of a result that read too many objects, or that is too large. */
function excessOf(
  { data }: ExecutionResult,
  { contextValue, limits }: { contextValue: object; limits: Pick<RequestLimits, 'objects' | 'responseBytes'> },
): GraphQLError | undefined {
  if (hasReadTooMuch(contextValue)) return readsTooMuch(limits.objects);
  return charactersOf(data, limits.responseBytes) > limits.responseBytes ? tooLarge(limits.responseBytes) : undefined;
}

function costsTooMuch({ requested, limit }: { requested: number; limit: number }): GraphQLError {
  const [cost, most] = [requested, limit].map((number) => number.toLocaleString('en'));
  return tooComplex(
    `The request costs ${cost}, and the limit is ${most}. Request smaller pages, fewer nested lists, or fewer analyses.`,
  );
}

function tooLarge(limit: number): GraphQLError {
  const { message, code } = responseTooLarge(limit);
  return new GraphQLError(message, { extensions: { code, http: { spec: true, status: 400 } } });
}
