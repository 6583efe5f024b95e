import { KubeObject } from '../../../../lib/kube/objects';
import { LINKED_VARIABLES } from '../../../../lib/check/rules/practice/linked-variables';
import { MANY_LINKS } from '../../../../lib/check/rules/practice/many-links';
import { foundOf } from '../found';
import { containing, named, service } from '../objects';

describe('links to Services', () => {
  const db = (spec: object = {}): KubeObject => service({ selector: { app: 'db' }, ...spec }, 'orders-db');
  const program = (fields: object, spec: object = {}): KubeObject =>
    named('Pod', 'web', { ...containing(fields), ...spec });
  const env = (...names: readonly string[]): object => ({ env: names.map((name) => ({ name })) });
  const LINKED = "web: spec.containers['app'].env 'ORDERS_DB_HOST'";

  test('set the port of what a program connects to, unless it sets it', () => {
    expect(foundOf(LINKED_VARIABLES, db(), program(env('ORDERS_DB_HOST', 'ORDERS_DB_USER', '_HOST', 'HOST')))).toEqual([
      LINKED,
    ]);
    expect(foundOf(LINKED_VARIABLES, db(), program(env('ORDERS_DB_HOST', 'ORDERS_DB_PORT')))).toEqual([]);
    expect(
      foundOf(LINKED_VARIABLES, db(), program({ env: [{}, { name: 'ORDERS_DB_URL' }, { name: 'OTHER_HOST' }] })),
    ).toEqual([]);
  });

  test.each([{ clusterIP: 'None' }, { type: 'ExternalName' }])('are none of a Service with %j', (spec) => {
    expect(foundOf(LINKED_VARIABLES, db(spec), program(env('ORDERS_DB_HOST')))).toEqual([]);
  });

  test('are none where pods want none, in other namespaces, and of the kinds of others', () => {
    expect(foundOf(LINKED_VARIABLES, db(), program(env('ORDERS_DB_HOST'), { enableServiceLinks: false }))).toEqual([]);
    const elsewhere = { ...db(), metadata: { name: 'orders-db', namespace: 'dev' } };
    const foreign = { ...db(), apiVersion: 'serving.knative.dev/v1' };
    expect(foundOf(LINKED_VARIABLES, elsewhere, foreign, program(env('ORDERS_DB_HOST')))).toEqual([]);
  });

  test('are not read by the pods of the Service itself', () => {
    expect(foundOf(LINKED_VARIABLES, db({ selector: { app: 'web' } }), program(env('ORDERS_DB_HOST')))).toEqual([]);
    expect(foundOf(LINKED_VARIABLES, db({ selector: undefined }), program(env('ORDERS_DB_HOST')))).toEqual([LINKED]);
  });

  test('give way to what comes from ConfigMaps and Secrets, if these are known', () => {
    const config = named('ConfigMap', 'config', {}, { data: { DB_HOST: 'x' } });
    const secret = named('Secret', 'secret', {}, { data: {}, stringData: { ORDERS_DB_PORT: '5432' } });
    const fromConfig = { configMapRef: { name: 'config' }, prefix: 'ORDERS_' };
    const fromSecret = { secretRef: { name: 'secret' } };
    const check = (...envFrom: readonly object[]): string[] =>
      foundOf(LINKED_VARIABLES, db(), config, secret, program({ envFrom }));
    expect(check(fromConfig)).toEqual([LINKED]);
    expect(check(fromConfig, fromSecret)).toEqual([]);
    expect(check(fromConfig, { secretRef: { name: 'elsewhere' } }, {})).toEqual([]);
  });

  const many = (count: number): KubeObject[] => Array.from({ length: count }, (_, i) => service({}, `s${i}`));

  test('are too many where there are more than 300, which the namespace is told once', () => {
    const namespace = named('Namespace', 'prod', {});
    const pods = [named('Pod', 'first', {}), named('Pod', 'second', {})];
    expect(foundOf(MANY_LINKS, namespace, ...many(300), ...pods)).toEqual([]);
    expect(foundOf(MANY_LINKS, namespace, ...many(301), ...pods)).toEqual(["prod: number of Services '301'"]);
  });

  test("that are too many are the first pod's where others make the namespace", () => {
    const pods = [
      named('Pod', 'none', { enableServiceLinks: false }),
      named('Pod', 'first', {}),
      named('Pod', 'b', {}),
    ];
    expect(foundOf(MANY_LINKS, ...many(301), ...pods)).toEqual(["first: number of Services '301'"]);
  });
});
