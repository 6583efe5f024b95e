import * as fc from 'fast-check';
import { rarely, record, weighted, withEdges } from './draw';
import { HostAlias, PodDns } from './program-details';

/** Lines of `/etc/hosts`. */
export const hosts: fc.Arbitrary<HostAlias[]> = fc.array(
  record<HostAlias>({
    ip: withEdges(fc.constantFrom('10.1.2.3', '2001:db8::1', '127.0.0.1'), '010.1.2.3', 'db.example.com', ''),
    names: withEdges<string[]>(
      fc.constantFrom(['db.example.com'], ['db', 'db.local'], ['1.example']),
      [],
      ['DB'],
      ['a_b'],
      ['*.example.com'],
    ),
  }),
  { minLength: 1, maxLength: 2 },
);

/** How names are found. */
export const podDns: fc.Arbitrary<PodDns> = weighted<PodDns['policy']>(
  [6, undefined],
  [2, 'Default'],
  [2, 'None'],
  [2, 'ClusterFirstWithHostNet'],
).chain((policy) =>
  record<PodDns>({
    policy: fc.constant(policy),
    nameservers: rarely(
      policy === 'None' ? 100 : 40,
      withEdges<string[]>(
        fc.constantFrom(['10.0.0.10'], ['10.0.0.10', '2001:db8::53', '1.1.1.1'], ['10.0.0.10', '10.0.0.10']),
        ['1.1.1.1', '8.8.8.8', '9.9.9.9', '4.4.4.4'],
        ['dns.example.com'],
      ),
    ),
    searches: rarely(
      40,
      withEdges<string[]>(
        fc.constantFrom(
          ['example.com'],
          ['a.example.com', 'b.example.com', 'svc.cluster.local'],
          ['example.com.'],
          ['.'],
          ['_tcp.example.com'],
        ),
        ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
        ['a b'],
      ),
    ),
    options: rarely(
      40,
      withEdges<NonNullable<PodDns['options']>>(
        fc.constantFrom<NonNullable<PodDns['options']>[]>(
          [{ name: 'ndots', value: '2' }],
          [{ name: 'edns0' }, { name: 'timeout', value: '1' }],
          [{ name: 'ndots', value: '' }],
          [
            { name: 'ndots', value: '1' },
            { name: 'ndots', value: '2' },
          ],
        ),
        [{ name: '' }],
      ),
    ),
  }),
);
