export {
  createExecutor,
  type ExecutionCounts,
  type ExecutionMode,
  type Executor,
  type ExecutorOptions,
} from './executor.ts';
