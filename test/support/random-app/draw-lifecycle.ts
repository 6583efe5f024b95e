import * as fc from 'fast-check';
import { rarely, record, withEdges } from './draw';
import { Hook, Lifecycle } from './program-details';

const hooks = fc.oneof<{ weight: number; arbitrary: fc.Arbitrary<Hook> }[]>(
  {
    weight: 3,
    arbitrary: record<Extract<Hook, { http: string }>>({
      http: withEdges(fc.constantFrom('/stop', '/a?b=c d', 'stop'), ''),
      port: rarely(60, withEdges(fc.constant(8080), 0, 65536)),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      command: withEdges(fc.constantFrom<string[][]>(['sleep', '5'], ['sh', '-c', 'echo "a: b" > /tmp/x'], ['']), []),
    }),
  },
  {
    weight: 2,
    arbitrary: record<Extract<Hook, { tcp: true }>>({
      tcp: fc.constant(true),
      port: rarely(60, fc.constant(8080)),
      host: rarely(20, fc.constantFrom('10.0.0.1', 'peer.example.com')),
    }),
  },
);

/** What is called after the start or before the stop of a container. */
export const lifecycles: fc.Arbitrary<Lifecycle> = fc.oneof(
  fc.record({ preStop: hooks }),
  fc.record({ postStart: hooks }),
  fc.record({ postStart: hooks, preStop: hooks }),
);
