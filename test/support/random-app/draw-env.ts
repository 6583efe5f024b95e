import * as fc from 'fast-check';
import { rarely, record, withEdges } from './draw';
import { texts } from './draw-text';
import { Env, Resource } from './program-details';

/** The configuration that a cluster has if something refers to it, with this key. */
export const CONFIG = 'settings';
export const CONFIG_KEY = 'level';

const plainFields = fc.constantFrom<Env[]>(
  { field: 'metadata.name' },
  { field: 'metadata.namespace' },
  { field: 'metadata.uid' },
  { field: 'spec.nodeName' },
  { field: 'spec.serviceAccountName' },
  { field: 'status.podIP' },
  { field: 'status.podIPs' },
  { field: 'status.hostIP' },
);

const keyedFields = record<Extract<Env, { field: string }>>({
  field: fc.constantFrom('metadata.labels', 'metadata.annotations'),
  key: withEdges(fc.constantFrom('app', 'example.com/note', 'constructor'), "it's", 'a b', '-a', 'A.com/b'),
});

const resources = fc
  .constantFrom<Resource[]>(
    'limits.cpu',
    'limits.memory',
    'limits.ephemeral-storage',
    'requests.cpu',
    'requests.memory',
  )
  .chain((resource) => {
    const usual = resource.endsWith('.cpu') ? ['1', '1m'] : ['1', '1k', '1Ki', '1Mi', '1Gi', '1024Mi'];
    return record<Extract<Env, { resource: Resource }>>({
      resource: fc.constant(resource),
      divisor: rarely(60, withEdges(fc.constantFrom(...usual), '1m', '1Mi', '0', '2', '1X', '1000m')),
    });
  });

const values = fc.oneof<{ weight: number; arbitrary: fc.Arbitrary<Env> }[]>(
  { weight: 3, arbitrary: texts.map((value) => ({ value })) },
  { weight: 1, arbitrary: fc.constant({ value: '' }) },
  { weight: 3, arbitrary: plainFields },
  { weight: 2, arbitrary: fc.constant({ config: CONFIG, key: CONFIG_KEY }) },
  { weight: 2, arbitrary: resources },
  { weight: 1, arbitrary: keyedFields },
);

/** Environment variables of the container `app`. */
export const env: fc.Arbitrary<Record<string, Env>> = fc.dictionary(
  fc.constantFrom('LEVEL', 'POD_NAME', '_x.y-z', 'DB_PORT', 'null', 'y', 'constructor'),
  values,
  { minKeys: 1, maxKeys: 3, noNullPrototype: true },
);

/** Environment variables of the other containers. */
export const sideEnv: fc.Arbitrary<Record<string, Env>> = fc.dictionary(
  fc.constantFrom('LEVEL', 'LIMIT'),
  fc.oneof(
    values,
    resources.map((value) => ({ ...value, ofMain: true })),
  ),
  { minKeys: 1, maxKeys: 2, noNullPrototype: true },
);

/** Arguments of a program. */
export const args: fc.Arbitrary<string[]> = fc.array(fc.oneof(fc.constantFrom('--port=8080', '-v'), texts), {
  minLength: 1,
  maxLength: 3,
});
