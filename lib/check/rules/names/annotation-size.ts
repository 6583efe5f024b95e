import { finding } from '../../../internal/errors';
import { bytesOf, MAX_ANNOTATIONS } from '../../../kube/names';
import { Manifest } from '../../manifest';
import { entriesIn } from '../../model/json';
import { Basis, findingsOf, Rule, Severity } from '../../rule';

/** Annotation in which `kubectl apply` keeps a copy of the applied object, to find fields that were removed since. */
const COPY = 'kubectl.kubernetes.io/last-applied-configuration';

/** Maximum number of bytes for one character in JSON: an escape sequence such as `\u0000`. */
const ESCAPED = 6;
/** Maximum number of JSON punctuation characters for a key or value: two quotes or brackets, and a comma or colon. */
const MARKS = 3;
/** Maximum number of characters in a JSON number. */
const MOST_DIGITS = 25;

/** @see https://kubernetes.io/docs/tasks/manage-kubernetes-objects/declarative-config/ */
export const ANNOTATION_SIZE: Rule = {
  code: 'MAR-N06',
  severity: Severity.ERROR,
  basis: Basis.REFUSED,
  title: 'The annotations of an object, and the copy of it that kubectl apply keeps there, are no larger than 256 KiB.',
  check: (manifests) => manifests.all.flatMap((manifest) => findingsOf(manifest, problems(manifest))),
};

function problems({ json, annotations, length }: Manifest): string[] {
  const left = MAX_ANNOTATIONS / 2 - ESCAPED * (length ?? MAX_ANNOTATIONS);
  if (left > 0 || leftOf(MAX_ANNOTATIONS / 2, json) > 0) return []; // fast path: small objects need no formatting
  const own = Object.fromEntries(entriesIn(annotations).filter(([key]) => key !== COPY)) as Record<string, string>;
  const text = JSON.stringify({ ...json, metadata: { ...json.metadata, annotations: own } });
  const ownBytes = bytesOf(own);
  const bytes = ownBytes + bytesOf({ [COPY]: asInGo(text) });
  if (bytes <= MAX_ANNOTATIONS) return [];
  const advice = 'split it, or apply it with --server-side, which keeps no copy';
  const rule = `must not be larger than ${inKib(MAX_ANNOTATIONS)}, with the copy of the object that kubectl apply keeps there`;
  return [
    finding(
      'metadata.annotations',
      inKib(bytes),
      rule,
      ownBytes > MAX_ANNOTATIONS ? 'keep large data elsewhere' : advice,
    ),
  ];
}

/** Returns the minimum number of `bytes` that remain after `value` is formatted as JSON. Below 0 if the JSON may not fit. */
function leftOf(bytes: number, value: object): number {
  let left = bytes - MARKS;
  for (const key in value) {
    const inner = (value as Readonly<Record<string, unknown>>)[key];
    left -= ESCAPED * key.length + MARKS;
    if (typeof inner === 'string') left -= ESCAPED * inner.length + MARKS;
    else left = typeof inner === 'object' && inner !== null ? leftOf(left, inner) : left - MOST_DIGITS;
    if (left < 0) break;
  }
  return left;
}

function inKib(bytes: number): string {
  return `${Math.ceil(bytes / 1024)} KiB`;
}

/** Returns a string as long as the JSON that kubectl writes: Go escapes some characters and adds a line break. */
function asInGo(json: string): string {
  return `${json.replace(/[<>&\u2028\u2029]/g, '\\u0000')}\n`;
}
