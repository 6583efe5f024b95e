import { finding } from '../../../internal/errors';
import { DATA_KEY } from '../../../kube/names';
import { Manifest } from '../../manifest';
import { entriesIn } from '../../model/json';
import { Basis, Rule, Severity } from '../../rule';
import { amongKind, broken } from './broken';

interface Entry {
  readonly field: string;
  readonly key: string;
  readonly value: unknown;
}

/** @see https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-object */
export const DATA: Rule = {
  code: 'MAR-N14',
  severity: Severity.ERROR,
  basis: Basis.REFUSED,
  title: 'The data of ConfigMaps and Secrets have keys that Kubernetes takes, each once, and are texts or base64.',
  check: (manifests) => ['ConfigMap', 'Secret'].flatMap((kind) => amongKind(manifests, '', kind, problems)),
};

/**
 * Returns messages for invalid keys and values. The same key may be in `stringData` and `data` of a Secret, where
 * `stringData` wins, but not in `data` and `binaryData` of a ConfigMap.
 */
function problems({ kind, json: { data, stringData, binaryData } }: Manifest): string[] {
  const isSecret = kind === 'Secret';
  const texts = entriesOf(isSecret ? { stringData } : { data });
  const bytes = entriesOf(isSecret ? { data } : { binaryData });
  const keys = new Set(isSecret ? [] : texts.map(({ key }) => key));
  return [
    ...[...texts, ...bytes].flatMap(({ field, key }) => broken(`key of ${field}`, key, DATA_KEY)),
    ...texts.flatMap((entry) =>
      typeof entry.value === 'string' ? [] : wrong(entry, 'must be a text', 'put it in quotes'),
    ),
    ...bytes.flatMap((entry) => (isBase64(entry.value) ? [] : wrong(entry, 'must be base64', 'encode it'))),
    ...bytes.flatMap((entry) => (keys.has(entry.key) ? wrong(entry, 'must not be in data too', 'rename it') : [])),
  ];
}

function entriesOf(maps: Record<string, unknown>): Entry[] {
  return Object.entries(maps).flatMap(([field, map]) =>
    entriesIn(map).map(([key, value]) => ({ field, key, value: value ?? '' })),
  );
}

/** Returns a message with the type of the value instead of the value, which may be secret. */
function wrong({ field, key, value }: Entry, rule: string, advice: string): string[] {
  return [finding(`${field}['${key}']`, typeof value, rule, advice)];
}

function isBase64(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const digits = value.replace(/[\r\n]/g, '');
  return digits.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(digits);
}
