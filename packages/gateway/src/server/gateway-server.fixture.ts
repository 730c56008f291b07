import type { GatewayServerOptions } from './gateway-server.ts';
import { TestGateway } from './test-gateway.ts';

/** The gateways that a test has started. Close them after each test. */
export const running: TestGateway[] = [];

/** Starts a gateway. */
export async function start(options: Partial<GatewayServerOptions> = {}): Promise<TestGateway> {
  const gateway = await new TestGateway(options).start();
  running.push(gateway);
  return gateway;
}
