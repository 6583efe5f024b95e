import * as fc from 'fast-check';
import { rarely, record, some, weighted } from './draw';
import { sizeUnits } from './draw-amounts';
import { Availability, Mount, Route, Service } from './program-pods';

/** A service account of the cluster, which it has if something refers to it. */
export const ACCOUNT = 'reader';

export const mounts: fc.Arbitrary<Mount[]> = some(['/data', '/var/lib/db', '/cache', '/dev/xvda'], 1, 3).chain(
  (paths) => fc.tuple(...paths.map(mountAt)),
);

function mountAt(path: string): fc.Arbitrary<Mount> {
  return record<Mount>({
    path: fc.constant(path),
    size: fc.constantFrom(1, 64, 512, 1024),
    unit: rarely(30, sizeUnits),
    mode: weighted([5, undefined], [2, 'ReadWriteMany'], [1, 'ReadWriteOncePod'], [1, 'ReadOnlyMany']),
    className: rarely(40, fc.constant('local-path')),
    readOnly: rarely(10, fc.constant(true)),
    subPath: rarely(path.startsWith('/dev') ? 0 : 10, fc.constant('sub/folder')),
    block: fc.constant(path.startsWith('/dev') ? true : undefined),
    volume: rarely(3, fc.constant(true)),
  });
}

export const services: fc.Arbitrary<Service[]> = fc.array(
  record<Service>({
    name: rarely(40, fc.constantFrom('front', 'public', 'x')),
    type: weighted([5, 'clusterIp'], [2, 'headless'], [2, 'nodePort'], [1, 'loadBalancer']),
    port: rarely(30, fc.constantFrom(80, 443)),
  }).chain((service) =>
    record<Service>({
      name: fc.constant(service.name),
      type: fc.constant(service.type),
      port: fc.constant(service.port),
      fixedNodePort: rarely(service.type === 'nodePort' ? 30 : 0, fc.constant(true)),
      sourceRanges:
        service.type === 'loadBalancer'
          ? rarely(50, fc.constantFrom(['203.0.113.0/24'], ['203.0.113.8/32', '2001:db8::/32'], ['10.0.0.0/8']))
          : fc.constant(undefined),
    }),
  ),
  { minLength: 1, maxLength: 2 },
);

export const routes: fc.Arbitrary<Route[]> = fc.array(
  record<Route>({
    host: fc.constantFrom('a.example.com', 'b.example.com', 'c.d.example.com', 'e.example.com', '*.f.example.com'),
    path: rarely(50, fc.constantFrom('/', '/v1', '/v2/x')),
    exact: rarely(20, fc.constant(true)),
    tls: rarely(30, fc.constantFrom('secret', 'issuer')),
  }),
  { minLength: 1, maxLength: 2 },
);

export const availability: fc.Arbitrary<Availability> = fc.constantFrom<Availability>(
  { minAvailable: 1 },
  { maxUnavailable: 1 },
  { allowEvictionOfAll: true },
  { allowCrowding: true },
  { allowNoReadiness: true },
);
