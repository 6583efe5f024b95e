import * as fc from 'fast-check';
import { rarely, record, said, some, weighted, withEdges } from './draw';
import { CONFIG, CONFIG_KEY } from './draw-env';
import { sizeUnits } from './draw-amounts';
import { Projected, VolumeMount } from './program-details';

/** Storage of the cluster, which it has if something refers to it. */
export const SHARED = 'shared';

const sources = fc.oneof<{ weight: number; arbitrary: fc.Arbitrary<Projected> }[]>(
  {
    weight: 3,
    arbitrary: fc.constantFrom<Projected[]>(
      { config: CONFIG },
      { config: CONFIG, items: { [CONFIG_KEY]: 'conf/level' } },
    ),
  },
  {
    weight: 3,
    arbitrary: withEdges<Projected>(
      fc.constantFrom<Projected[]>(
        { fields: { 'metadata.labels': 'labels', 'metadata.name': 'name' } },
        { fields: { "metadata.annotations['example.com/note']": 'info/note' } },
        { fields: { "metadata.labels['constructor']": 'x' } },
      ),
      { fields: { "metadata.labels['a b']": 'x' } },
      { fields: { "metadata.annotations['-']": 'x' } },
      { fields: {} },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Projected[]>(
      { token: 'token', audience: 'vault' },
      { token: 'run/token', audience: '' },
      { token: 'token', audience: 'https://example.com/?a: b' },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Projected[]>(
      { secret: 'certificate' },
      { secret: 'certificate', items: { 'tls.crt': 'pem/tls.crt', null: 'a..data' } },
    ),
  },
);

/** One of each kind: two of one kind have files of the same path. */
const DIFFERENT = { minLength: 1, maxLength: 3, selector: (source: Projected) => Object.keys(source)[0] };

const volumes = fc.oneof<{ weight: number; arbitrary: fc.Arbitrary<VolumeMount['volume']> }[]>(
  { weight: 5, arbitrary: fc.uniqueArray(sources, DIFFERENT).map((projected) => ({ projected })) },
  { weight: 2, arbitrary: fc.constant({ config: CONFIG }) },
  { weight: 1, arbitrary: fc.constant({ storage: SHARED }) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(1, 64, 512, 1536), rarely(50, sizeUnits))
      .map(([emptyDir, unit]) => said({ emptyDir, unit })),
  },
);

const subPaths = withEdges<Pick<VolumeMount, 'subPath' | 'subPathExpr'>>(
  weighted(
    [6, {}],
    [2, { subPath: 'conf' }],
    [1, { subPath: 'a/..b' }],
    [1, { subPath: './a//b/' }],
    [2, { subPathExpr: '$(POD_NAME)' }],
    [2, { subPathExpr: 'logs/$(POD_NAME)' }],
    [1, { subPathExpr: '$$(X)' }],
  ),
  { subPathExpr: '/$(POD_NAME)' },
  { subPathExpr: '../x' },
  { subPathExpr: '$(NOBODY)' },
  { subPath: 'a', subPathExpr: 'b' },
);

/** Volumes of one pod, each with where it is mounted. */
export const volumeMounts: fc.Arbitrary<VolumeMount[]> = some(
  ['/etc/all', '/var/lib/more', '/opt/it\u0027s'],
  1,
  2,
).chain((paths) =>
  fc.tuple(
    ...paths.map((path) =>
      fc
        .tuple(
          record<VolumeMount>({ path: fc.constant(path), volume: volumes, readOnly: rarely(30, fc.constant(true)) }),
          subPaths,
        )
        .map(([mount, subPath]) => ({ ...mount, ...subPath })),
    ),
  ),
);
