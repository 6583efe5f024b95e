import { stringify } from 'yaml';

const CLUSTERS = [
  { name: 'prod', cluster: { server: 'https://prod.example.com/' } },
  { name: 'local', cluster: { server: 'http://127.0.0.1:1' } },
];
const USERS = [
  { name: 'jane', user: { token: 'secret' } },
  { name: 'plugin', user: { exec: { apiVersion: 'client.authentication.k8s.io/v1', command: '/no/such/plugin' } } },
];
const CONTEXTS = [
  { name: 'prod', context: { cluster: 'prod', user: 'jane', namespace: 'shop' } },
  { name: 'local', context: { cluster: 'local', user: 'jane' } },
  { name: 'plugin', context: { cluster: 'prod', user: 'plugin' } },
  { name: 'half', context: { cluster: 'prod', user: 'nobody' } },
  { name: 'lost', context: { cluster: 'nowhere', user: 'jane' } },
];

/** The text of a kubeconfig: jane, of two servers and three more contexts; some of it as a test has it. */
export function kubeconfig(more: object): string {
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'prod',
    clusters: CLUSTERS,
    users: USERS,
    contexts: CONTEXTS,
  };
  return stringify({ ...config, ...more });
}
