import { Example, pod } from './objects';
import { RuleCase } from './rule-case';

const from = (image: string): Example => pod({ spec: { containers: [{ image }] } });

/** What MAR wants of pods beside the Pod Security Standards. */
export const REGISTRIES_CASES: readonly RuleCase[] = [
  {
    code: 'MAR-P19',
    when: 'an image comes from a registry that the cluster does not allow',
    cluster: { allowedRegistries: ['registry.example.com'] },
    fails: [from('ghcr.io/acme/app:1')],
    found: [
      `web: spec.containers['app'].image must come from a registry that the cluster allows (registry.example.com), got 'ghcr.io/acme/app:1': use one of them, or add to the cluster's allowedRegistries`,
    ],
    passes: [from('registry.example.com/acme/app:1')],
  },
];
