import { MarClient } from '../../lib/runtime';
import { ApiError } from '../../lib/runtime/api/errors';
import { FakeApi, Gate } from './fake-api';
import { FakeServer } from './fake-server';
import { kubelet, TEST_WORLD } from './undertaking';

/** A client, the API server in memory that it asks, and a kubelet that runs the pods there. */
export interface ClientInMemory {
  readonly server: FakeServer;
  readonly client: MarClient;
  /** Ends the kubelet. */
  readonly end: AbortController;
  /** When the test is over. */
  readonly leave: () => Promise<void>;
}

export function clientInMemory(): ClientInMemory {
  const server = new FakeServer();
  const client = clientOf(server);
  const end = new AbortController();
  const pods = kubelet(server, end.signal);
  const leave = (): Promise<void> => {
    client.close();
    end.abort();
    return pods;
  };
  return { server, client, end, leave };
}

/** A client of a server, some of whose requests do not get through. */
export function clientOf(server: FakeServer, gate?: Gate): MarClient {
  return MarClient._of(new FakeApi(server, gate), TEST_WORLD);
}

/** Refuses a request. */
export function refused(status: number, message: string): (request: string) => ApiError {
  return (request) => {
    const [verb = '', resource = ''] = request.split(' ');
    return new ApiError(status, '', message, { verb, resource, namespace: 'prod' });
  };
}
