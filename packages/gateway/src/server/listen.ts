import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SetupError } from '@collective-impact/sdk';

/** The address of a server. Port 0 takes any free port. */
export interface ListenAddress {
  port: number;
  host: string;
}

/** Starts to listen and returns the URL, such as `http://127.0.0.1:4000`. Throws a `SetupError` if that is impossible. */
export function listen(server: Server, address: ListenAddress): Promise<string> {
  return new Promise((settle, reject) => {
    const fail = (error: NodeJS.ErrnoException) => reject(failure(error, address));
    server.once('error', fail);
    server.listen(address.port, address.host, () => {
      server.off('error', fail);
      const { address: ip, port, family } = server.address() as AddressInfo;
      settle(`http://${family === 'IPv6' ? `[${ip}]` : ip}:${port}`);
    });
  });
}

function failure(error: NodeJS.ErrnoException, { port, host }: ListenAddress): Error {
  const because = remedy(error.code, { port, host });
  return because === undefined ? error : new SetupError(because, { cause: error });
}

function remedy(code: string | undefined, { port, host }: ListenAddress): string | undefined {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is in use. Stop the program that uses it, or choose another port with PORT or --port.`;
    case 'EACCES':
      return `This user is not allowed to listen on port ${port}. Choose a port above 1023 with PORT or --port.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `"${host}" is not an address of this machine. Set HOST or --host to one of its addresses.`;
    default:
      return undefined;
  }
}
