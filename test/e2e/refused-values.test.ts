import { Chart } from 'cdk8s';
import { MarApp, MarCluster } from '../../lib';
import { disconnect, request } from '../support/api-server';
import { eventually } from '../support/eventually';
import { inFolder } from '../support/folder';
import { describeE2e, kubectl } from '../support/kubectl';
import { Manifest, only } from '../support/manifest';
import { REFUSED_VALUES } from '../support/refused';
import { RefusedValue } from '../support/refused/refused-value';

const NAMESPACE = 'refused';
/** Where objects of each kind are created. */
const ADDRESSES: Readonly<Record<string, string>> = {
  Pod: `/api/v1/namespaces/${NAMESPACE}/pods`,
  Job: `/apis/batch/v1/namespaces/${NAMESPACE}/jobs`,
  HorizontalPodAutoscaler: `/apis/autoscaling/v2/namespaces/${NAMESPACE}/horizontalpodautoscalers`,
  PersistentVolume: '/api/v1/persistentvolumes',
  StorageClass: '/apis/storage.k8s.io/v1/storageclasses',
};

const rows = REFUSED_VALUES.map((one) => [one.what, one] as const);

/** The object that a program writes for the value at the edge, or the Job of a CronJob. */
function acceptedObject({ program, accepted, kind }: RefusedValue): Manifest {
  const cluster = new MarCluster(new MarApp({ outdir: 'unused' }), NAMESPACE);
  program(cluster, accepted);
  return only(Chart.of(cluster), kind);
}

/** A CronJob is accepted in any case, so its Job is asked about, as the controller would create it. */
function created(object: Manifest): Manifest {
  if (object.kind !== 'CronJob') return object;
  const { metadata, spec } = object.spec.jobTemplate;
  return { apiVersion: 'batch/v1', kind: 'Job', metadata: { ...metadata, name: 'api-29000000' }, spec };
}

/** What the server would say if the object were created: nothing, if it would accept it. */
async function refusalOf(object: Manifest): Promise<string> {
  const url = `${ADDRESSES[object.kind] ?? ''}?dryRun=All&fieldValidation=Strict`;
  return request('POST', url, object).then(
    () => '',
    (error: unknown) => String(error),
  );
}

describeE2e('values that are refused at the line', () => {
  beforeAll(async () => {
    inFolder((outdir) => {
      const app = new MarApp({ outdir });
      new MarCluster(app, NAMESPACE);
      app.synth();
      kubectl(['apply', '-f', outdir]);
    });
    await eventually(async () => {
      await request('GET', `/api/v1/namespaces/${NAMESPACE}/serviceaccounts/instances`);
    });
  });

  afterAll(() => {
    kubectl(['delete', 'namespace', NAMESPACE, '--wait=false']);
    disconnect();
  });

  test.each(rows)('the server refuses %s', async (_, one) => {
    const object = acceptedObject(one);
    one.write(object, one.refused);
    expect(await refusalOf(created(object))).toMatch(/ was answered 4(00|03|22): /);
  });

  test.each(rows)('the server accepts what is at the edge of %s', async (_, one) => {
    expect(await refusalOf(created(acceptedObject(one)))).toBe('');
  });
});
