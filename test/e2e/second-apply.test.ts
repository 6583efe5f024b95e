import * as fc from 'fast-check';
import { MarApp } from '../../lib';
import { canonicalQuantity } from '../../lib/kube/canonical-quantity';
import { inFolder } from '../support/folder';
import { applyAgain, deleteNamespaces, describeE2e, get, kubectl, tryKubectl } from '../support/kubectl';
import { Manifest } from '../support/manifest';
import { INHERITED, INHERITED_LABELS, INHERITING, prototypeKeys } from '../support/prototype-keys';
import { QUANTITY } from '../support/quantities';
import { REWRITTEN, rewritten } from '../support/rewritten';

describeE2e('a second apply of what the API server could store in another form', () => {
  afterAll(() => {
    deleteNamespaces(REWRITTEN);
  });

  test('changes nothing, and kubectl says so', () => {
    inFolder((outdir) => {
      const app = new MarApp({ outdir });
      rewritten(app);
      app.synth();
      kubectl(['apply', '-f', outdir]);
      expect(applyAgain('-f', outdir)).toEqual([]);
      expect(tryKubectl(['diff', '-f', outdir])).toEqual({ status: 0, stdout: '', stderr: '' });
    });
  });
});

describeE2e('keys that every JavaScript object has already', () => {
  afterAll(() => {
    deleteNamespaces(INHERITING);
    kubectl(['delete', 'storageclass', 'e2e-class', '--ignore-not-found']);
  });

  test('arrive at the API server, and a second apply changes nothing', () => {
    inFolder((outdir) => {
      const app = new MarApp({ outdir });
      prototypeKeys(app, INHERITED);
      app.synth();
      kubectl(['apply', '-f', outdir]);
      expect(Object.keys(get('configmap', 'config', '-n', INHERITING).data).sort()).toEqual([...INHERITED].sort());
      const { metadata } = get('pod', 'pod', '-n', INHERITING);
      expect(Object.keys(metadata.labels)).toEqual(expect.arrayContaining([...INHERITED_LABELS]));
      expect(tryKubectl(['diff', '-f', outdir])).toEqual({ status: 0, stdout: '', stderr: '' });
    });
  });
});

describeE2e('quantities', () => {
  /** What the API server makes of quantities: an autoscaler may have any number of them. */
  function returned(quantities: readonly string[]): string[] {
    const metrics = quantities.map((value, i) => ({
      type: 'External',
      external: { metric: { name: `m${i}` }, target: { type: 'Value', value } },
    }));
    const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'any' };
    const autoscaler = {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'quantities', namespace: 'default' },
      spec: { maxReplicas: 2, scaleTargetRef, metrics },
    };
    const args = ['create', '--dry-run=server', '-o', 'json', '-f', '-'];
    const { spec } = JSON.parse(kubectl(args, JSON.stringify(autoscaler)));
    return spec.metrics.map(({ external }: Manifest) => external.target.value);
  }

  test('law: the API server returns a canonical quantity as it is, and any other one as its canonical form', () => {
    const quantities = fc.sample(QUANTITY, { numRuns: 1000, seed: 7 });
    const canonical = quantities.map(canonicalQuantity);
    expect(returned(canonical)).toEqual(canonical);
    // the server takes a text such as 1.001 for canonical too
    expect(returned(quantities).map(canonicalQuantity)).toEqual(canonical);
  });
});
