import { finding } from '../../../internal/errors';
import { Basis, Finding, Rule, Severity } from '../../rule';

/** @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#migrating-deployments-and-statefulsets-to-horizontal-autoscaling */
export const AUTOSCALED_REPLICAS: Rule = {
  code: 'MAR-W07',
  severity: Severity.WARNING,
  basis: Basis.PLATFORM,
  title: 'What an autoscaler scales does not set its replicas, which each kubectl apply would set back.',
  check: (manifests) =>
    manifests.ofKind('HorizontalPodAutoscaler').flatMap((autoscaler): Finding[] => {
      const { kind = '', name = '' } = (autoscaler.spec.scaleTargetRef ?? {}) as { kind?: string; name?: string };
      const manifest = manifests.find(kind, autoscaler.namespace, name);
      const replicas = manifest?.spec.replicas ?? undefined;
      if (manifest === undefined || replicas === undefined) return [];
      const rule = `must be left out where ${autoscaler.toString()} scales, as each kubectl apply sets it back`;
      return [{ manifest, message: finding('spec.replicas', replicas, rule, 'remove it') }];
    }),
};
