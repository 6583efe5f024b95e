import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import { MarCluster, MarVolume } from '../../../lib';
import { given } from '../bad-input';
import { api, BESIDE, done } from './instance-programs';
import { at, RefusedValue, row } from './refused-value';

const DRIVER =
  "must be the name of a CSI driver (a DNS name of 1 to 63 letters, digits, '-' and '.', in capitals or not)";

const kind = 'Pod';

const mounted = (options: (value: string) => kplus.MountOptions): ((cluster: MarCluster, value: string) => void) =>
  done((instance, value) => {
    instance.main.mount('/data', MarVolume.emptyDir(instance, 'data', Size.mebibytes(1)), options(value));
  });

/** How containers are started, probed and stopped, and what they mount. */
export const REFUSED_IN_CONTAINERS: readonly RefusedValue[] = [
  row({
    what: 'a hook without a command',
    program: api((command) => ({ lifecycle: { preStop: kplus.Handler.fromCommand(command) } })),
    accepted: [''],
    refused: [],
    message: "[prod/api] lifecycle.preStop.exec.command must not be empty, got '': give the program and its arguments",
    kind,
    write: at('spec.containers.0.lifecycle.preStop.exec.command'),
  }),
  row({
    what: 'a probe without a command',
    program: done((instance, command) => {
      instance.addContainer({ ...BESIDE, readiness: kplus.Probe.fromCommand(command) });
    }),
    accepted: ['true'],
    refused: [],
    message:
      "[prod/api] containers['log'].readiness.exec.command must not be empty, got '': give the program and its arguments",
    kind,
    write: at('spec.containers.1.readinessProbe.exec.command'),
  }),
  row({
    what: 'a liveness probe that must succeed twice',
    program: done((instance, successThreshold) => {
      instance.addContainer({ ...BESIDE, liveness: kplus.Probe.fromCommand(['true'], { successThreshold }) });
    }),
    accepted: 1,
    refused: 2,
    message:
      "[prod/api] containers['log'].liveness.successThreshold must be 1 for a liveness probe, got '2': leave it out",
    kind,
    write: at('spec.containers.1.livenessProbe.successThreshold'),
  }),
  row({
    what: 'a readiness probe that must succeed less than never',
    program: done((instance, successThreshold) => {
      instance.addContainer({ ...BESIDE, readiness: kplus.Probe.fromCommand(['true'], { successThreshold }) });
    }),
    accepted: 2,
    refused: -1,
    message:
      "[prod/api] containers['log'].readiness.successThreshold must be a whole number of 0 to 2147483647, got '-1': correct it",
    kind,
    write: at('spec.containers.1.readinessProbe.successThreshold'),
  }),
  row({
    what: 'a startup probe with a period of centuries',
    program: done((instance, days) => {
      const periodSeconds = Duration.days(days);
      instance.addContainer({ ...BESIDE, startup: kplus.Probe.fromCommand(['true'], { periodSeconds }) });
    }),
    accepted: 24855,
    refused: 24856,
    message:
      "[prod/api] containers['log'].startup.periodSeconds must be a whole number of 0 to 2147483647, got '2147558400': correct it",
    kind,
    write: (pod, days) => {
      at('spec.containers.1.startupProbe.periodSeconds')(pod, days * 86400);
    },
  }),
  row({
    what: 'a hook of a container that runs to its end',
    program: done((instance, restartPolicy) => {
      const lifecycle = { preStop: kplus.Handler.fromCommand(['true']) };
      instance.addInitContainer({ ...BESIDE, restartPolicy, lifecycle });
    }),
    accepted: kplus.ContainerRestartPolicy.ALWAYS,
    refused: undefined,
    message:
      "[prod/api] initContainers['log'].lifecycle.preStop must not be given, as it runs to its end, got 'preStop': leave it out, or make the container a sidecar with restartPolicy ALWAYS",
    kind,
    write: at('spec.initContainers.0.restartPolicy'),
  }),
  row({
    what: 'a restart policy that there is not',
    program: done((instance, restartPolicy) => {
      instance.addInitContainer({ ...BESIDE, restartPolicy: given(restartPolicy) });
    }),
    accepted: 'Always',
    refused: 'Sometimes',
    message:
      "[prod/api] initContainers['log'].restartPolicy must be one of Always, got 'Sometimes': choose one of them",
    kind,
    write: at('spec.initContainers.0.restartPolicy'),
  }),
  row({
    what: 'a folder outside of the volume',
    program: mounted((subPathExpr) => ({ subPathExpr })),
    accepted: '$(POD)/..data',
    refused: '$(POD)/../data',
    message: "[prod/api] subPathExpr must be relative and without '..', got '$(POD)/../data': correct the path",
    kind,
    write: at('spec.containers.0.volumeMounts.1.subPathExpr'),
  }),
  row({
    what: 'two folders of a volume at one path',
    program: mounted((subPathExpr) => ({ subPath: 'a', subPathExpr })),
    accepted: '',
    refused: 'b',
    message: "[prod/api] subPathExpr must not be given together with subPath, got 'b': leave out one of them",
    kind,
    write: at('spec.containers.0.volumeMounts.1.subPathExpr'),
  }),
  row({
    what: 'a propagation that there is not',
    program: mounted((propagation) => ({ propagation: given(propagation) })),
    accepted: 'HostToContainer',
    refused: 'Both',
    message:
      "[prod/api] propagation must be one of None, HostToContainer, Bidirectional, got 'Both': choose one of them",
    kind,
    write: at('spec.containers.0.volumeMounts.1.mountPropagation'),
  }),
  row({
    what: 'a CSI driver with a name that is too long',
    program: done((instance, driver) => {
      instance.main.mount('/data', kplus.Volume.fromCsi(instance, 'Data', driver, { name: 'data' }));
    }),
    accepted: `A${'a'.repeat(62)}`,
    refused: 'a'.repeat(64),
    message: `[prod/api] volume.csi.driver ${DRIVER}, got '${'a'.repeat(64)}': give the name of a CSI driver`,
    kind,
    write: at('spec.volumes.1.csi.driver'),
  }),
  row({
    what: 'a volume of a Secret without a name',
    program: done((instance, name) => {
      const secret = kplus.Secret.fromSecretName(instance, 'Orders', name);
      instance.addVolume(kplus.Volume.fromSecret(instance, 'Data', secret, { name: 'data' }));
    }),
    accepted: 'orders',
    refused: '',
    message: "[prod/api] volume.secret.secretName must not be empty, got '': give it",
    kind,
    write: at('spec.volumes.1.secret.secretName'),
  }),
];
