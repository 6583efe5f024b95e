import { PodSecurityLevel, PodSecurityProps } from '../../lib/index';
import { only } from '../support/manifest';
import { cluster } from '../cluster/fixture';

const MODES = ['enforce', 'audit', 'warn'];

/** The labels of the namespace that name a level, those that name a version, and no others. */
function labelsOf(podSecurity?: PodSecurityProps): Record<string, string> {
  const labels = Object.entries<string>(only(cluster({ podSecurity }), 'Namespace').metadata.labels);
  return Object.fromEntries(labels.filter(([key]) => key.startsWith('pod-security.kubernetes.io/')));
}

function expected(level: string, version: string): Record<string, string> {
  const labels = MODES.flatMap((mode) => [
    [`pod-security.kubernetes.io/${mode}`, level],
    [`pod-security.kubernetes.io/${mode}-version`, version],
  ]);
  return Object.fromEntries(labels);
}

test('by default a cluster enforces, audits and warns of the latest level restricted', () => {
  expect(labelsOf()).toEqual(expected('restricted', 'latest'));
});

test('every prop of the pod security is found, in each mode', () => {
  const every: Required<PodSecurityProps> = { level: PodSecurityLevel.BASELINE, version: 'v1.30' };
  expect(labelsOf(every)).toEqual(expected('baseline', 'v1.30'));
});

test('a level leaves the version latest', () => {
  expect(labelsOf({ level: PodSecurityLevel.PRIVILEGED })).toEqual(expected('privileged', 'latest'));
});

test('a version leaves the level restricted', () => {
  expect(labelsOf({ version: 'v1.0' })).toEqual(expected('restricted', 'v1.0'));
});

test.each(['', '1.30', 'v1', 'v1.01', 'v1.30.1', 'v2.0', 'Latest', 'latest\n'])(
  'fails when the version of the pod security is %j',
  (version) => {
    const message = `podSecurity.version must be 'latest' or a version such as 'v1.30', got '${version}': correct it`;
    expect(() => cluster({ podSecurity: { version } })).toThrow(new Error(`[prod] ${message}`));
  },
);
