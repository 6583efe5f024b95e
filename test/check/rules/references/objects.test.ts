import { KubeObject } from '../../../../lib/kube/objects';
import { BUDGET_PODS } from '../../../../lib/check/rules/references/budget-pods';
import { INGRESS_BACKENDS } from '../../../../lib/check/rules/references/ingress-backends';
import { NAMESPACES } from '../../../../lib/check/rules/references/namespaces';
import { ROLE_BINDINGS } from '../../../../lib/check/rules/references/role-bindings';
import { SCALE_TARGETS } from '../../../../lib/check/rules/references/scale-targets';
import { found } from '../found';
import { named, object, service, workload } from '../objects';
import { foundHere } from './own-namespace';

describe('an Ingress', () => {
  const ingress = (spec: object): KubeObject => named('Ingress', 'web', spec);
  const backend = (name?: string, port?: object): object => ({ service: { name, port } });
  const web = service({ ports: [{ name: 'http', port: 80 }, { port: 81 }] });

  test.each<[object, string[]]>([
    [backend('web', { number: 80 }), []],
    [backend('web', { number: 81 }), []],
    [backend('web', { name: 'http' }), []],
    [backend('web', { number: 8080 }), ["service.port '8080'"]],
    [backend('web', { name: 'https' }), ["service.port 'https'"]],
    [backend('web'), ["service.port 'undefined'"]],
    [backend('api', { number: 80 }), ["service.name 'api'"]],
    [backend(), []],
    [{ resource: { kind: 'Bucket', name: 'files' } }, []],
  ])('leads to %j, of which is lost: %j', (backend, lost) => {
    expect(foundHere(INGRESS_BACKENDS, web, ingress({ defaultBackend: backend }))).toEqual(
      lost.map((one) => `spec.defaultBackend.${one}`),
    );
    const rules = [{ host: 'a.example.com' }, { http: { paths: [{}, { backend }] } }];
    expect(foundHere(INGRESS_BACKENDS, web, ingress({ rules }))).toEqual(
      lost.map((one) => `spec.rules[1].http.paths[1].backend.${one}`),
    );
  });

  test('leads nowhere at all, or to what has no ports', () => {
    expect(foundHere(INGRESS_BACKENDS, ingress({}))).toEqual([]);
    const defaultBackend = backend('web', { number: 80 });
    expect(foundHere(INGRESS_BACKENDS, ingress({ defaultBackend }), service({ ports: undefined }))).toEqual([
      "spec.defaultBackend.service.port '80'",
    ]);
  });

  test('leads to Services of its own namespace, which are not known where others make it', () => {
    const defaultBackend = backend('web', { number: 80 });
    const elsewhere = object('v1', 'Service', {}, { namespace: 'dev' });
    expect(foundHere(INGRESS_BACKENDS, ingress({ defaultBackend }), elsewhere)).toEqual([
      "spec.defaultBackend.service.name 'web'",
    ]);
    expect(found(INGRESS_BACKENDS, ingress({ defaultBackend }))).toEqual([]);
    const wrong = backend('web', { number: 8080 });
    expect(found(INGRESS_BACKENDS, ingress({ defaultBackend: wrong }), web)).toEqual([
      "spec.defaultBackend.service.port '8080'",
    ]);
  });
});

describe('a binding', () => {
  const RBAC = 'rbac.authorization.k8s.io/v1';
  const binding = (kind: string, rest: object): KubeObject =>
    object(RBAC, kind, rest, { namespace: kind === 'RoleBinding' ? 'prod' : undefined });
  const to = (...subjects: readonly object[]): object => ({ roleRef: { kind: 'ClusterRole', name: 'view' }, subjects });
  const role = (kind: string): KubeObject => object(RBAC, kind, {}, { name: 'reader' });

  test.each<[string, string, string, boolean, KubeObject[]]>([
    ['RoleBinding', 'Role', 'reader', true, [role('Role')]],
    ['RoleBinding', 'Role', 'reader', false, [role('ClusterRole')]],
    ['RoleBinding', 'Role', 'view', false, []],
    ['RoleBinding', 'ClusterRole', 'reader', true, [role('ClusterRole')]],
    ['RoleBinding', 'ClusterRole', 'reader', false, [role('Role')]],
    ['ClusterRoleBinding', 'ClusterRole', 'reader', true, [role('ClusterRole')]],
    ['ClusterRoleBinding', 'ClusterRole', 'reader', false, []],
    ['RoleBinding', 'ClusterRole', 'view', true, []],
    ['ClusterRoleBinding', 'ClusterRole', 'cluster-admin', true, []],
    ['ClusterRoleBinding', 'ClusterRole', 'system:node-reader', true, []],
    ['ClusterRoleBinding', 'ClusterRole', 'viewer', false, []],
  ])('of kind %s binds the %s %s, which is there: %s', (kind, roleKind, name, isThere, objects) => {
    const bound = binding(kind, { roleRef: { kind: roleKind, name } });
    expect(foundHere(ROLE_BINDINGS, bound, ...objects)).toEqual(isThere ? [] : [`roleRef.name '${name}'`]);
  });

  test('binds a role that is not known, where others make the namespace', () => {
    const bind = (kind: string): KubeObject => binding('RoleBinding', { roleRef: { kind, name: 'reader' } });
    expect(found(ROLE_BINDINGS, bind('Role'))).toEqual([]);
    expect(found(ROLE_BINDINGS, bind('ClusterRole'))).toEqual(["roleRef.name 'reader'"]);
  });

  test('without a role, or of one without a name, binds nothing that is there', () => {
    expect(foundHere(ROLE_BINDINGS, binding('RoleBinding', {}))).toEqual(["roleRef.name ''"]);
    expect(foundHere(ROLE_BINDINGS, binding('RoleBinding', { roleRef: { kind: 'Role' } }))).toEqual([
      "roleRef.name ''",
    ]);
  });

  test.each<[object, string[]]>([
    [{ kind: 'ServiceAccount', namespace: 'prod', name: 'app' }, []],
    [{ kind: 'ServiceAccount', namespace: 'prod', name: 'default' }, []],
    [{ kind: 'ServiceAccount', namespace: 'prod', name: 'apq' }, ["subjects[1].name 'apq'"]],
    [{ kind: 'ServiceAccount', namespace: 'prod' }, ["subjects[1].name ''"]],
    [{ kind: 'ServiceAccount', namespace: 'dev', name: 'apq' }, []],
    [{ kind: 'ServiceAccount', name: 'apq' }, []],
    [{ kind: 'User', name: 'apq' }, []],
    [{ kind: 'Group', name: 'apq' }, []],
  ])('of %j binds it to what is there, but for %j', (subject, lost) => {
    const accounts = named('ServiceAccount', 'app', {});
    for (const kind of ['RoleBinding', 'ClusterRoleBinding']) {
      expect(foundHere(ROLE_BINDINGS, binding(kind, to({ kind: 'User', name: 'a' }, subject)), accounts)).toEqual(lost);
    }
  });
});

describe('an autoscaler', () => {
  const scaler = (scaleTargetRef?: object): KubeObject =>
    object('autoscaling/v2', 'HorizontalPodAutoscaler', { spec: { scaleTargetRef } });
  const deployment = workload('Deployment', {});

  test.each<[object | undefined, string[]]>([
    [{ kind: 'Deployment', name: 'Deployment-web' }, []],
    [{ kind: 'Deployment', name: 'web' }, ['web']],
    [{ kind: 'StatefulSet', name: 'Deployment-web' }, ['Deployment-web']],
    [{ kind: 'Deployment' }, ['']],
    [{ name: 'Deployment-web' }, ['Deployment-web']],
    [undefined, ['']],
  ])('of %j scales what is there, but for %j', (target, lost) => {
    const findings = lost.map((name) => `spec.scaleTargetRef.name '${name}'`);
    expect(foundHere(SCALE_TARGETS, scaler(target), deployment)).toEqual(findings);
    expect(found(SCALE_TARGETS, scaler(target), deployment)).toEqual([]);
  });
});

describe('a disruption budget', () => {
  const requirement = (operator: string, values?: string[], key = 'app'): object => ({
    matchExpressions: [{ key, operator, values }],
  });
  const budget = (selector?: object): KubeObject => object('policy/v1', 'PodDisruptionBudget', { spec: { selector } });
  const pods = workload('Deployment', {});

  test.each<[object | undefined, boolean]>([
    [{ matchLabels: { app: 'web' } }, true],
    [{ matchLabels: { app: 'wbe' } }, false],
    [requirement('In', ['api', 'web']), true],
    [requirement('In', ['api']), false],
    [requirement('In', ['web'], 'tier'), false],
    [requirement('In'), false],
    [requirement('NotIn', ['api']), true],
    [requirement('NotIn', ['web']), false],
    [requirement('NotIn', ['web'], 'tier'), true],
    [requirement('Exists'), true],
    [requirement('Exists', undefined, 'tier'), false],
    [requirement('Exists', undefined, 'constructor'), false],
    [requirement('DoesNotExist', undefined, 'constructor'), true],
    [requirement('DoesNotExist'), false],
    [requirement('DoesNotExist', undefined, 'tier'), true],
    [{ matchLabels: { app: 'web' }, ...requirement('Exists', undefined, 'tier') }, false],
    [{}, true],
    [undefined, false],
  ])('of %j selects the pods of the label app=web: %s', (selector, isSelected) => {
    const lost = isSelected ? [] : [`spec.selector '${JSON.stringify(selector)}'`];
    expect(foundHere(BUDGET_PODS, budget(selector), pods)).toEqual(lost);
    expect(found(BUDGET_PODS, budget(selector), pods)).toEqual([]);
  });

  test('selects nothing where there are no pods', () => {
    expect(foundHere(BUDGET_PODS, budget({}))).toEqual(["spec.selector '{}'"]);
  });
});

describe('a namespace', () => {
  test.each<[string | undefined, string[]]>([
    ['prod', []],
    ['dev', ["metadata.namespace 'dev'"]],
    ['default', []],
    ['kube-system', []],
    ['kube-public', []],
    ['kube-node-lease', []],
    [undefined, []],
  ])('%s of an object is there, but for %j', (namespace, lost) => {
    expect(foundHere(NAMESPACES, object('v1', 'ConfigMap', {}, { namespace }))).toEqual(lost);
  });

  test('of what belongs to none does not matter', () => {
    const role = object('rbac.authorization.k8s.io/v1', 'ClusterRole', {}, { namespace: 'dev' });
    expect(foundHere(NAMESPACES, role)).toEqual([]);
  });
});
