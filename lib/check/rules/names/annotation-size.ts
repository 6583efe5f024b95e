import { finding } from '../../../internal/errors';
import { bytesOf, MAX_ANNOTATIONS } from '../../../kube/names';
import { Manifest } from '../../manifest';
import { entriesIn } from '../../model/json';
import { Basis, findingsOf, Rule, Severity } from '../../rule';

/** Where `kubectl apply` keeps what it applied, to know later what was removed. */
const COPY = 'kubectl.kubernetes.io/last-applied-configuration';

/** The most bytes that a character becomes. */
const ESCAPED = 6;
/** Two quotes or brackets, a comma or a colon. */
const MARKS = 3;
/** Of a number. */
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
  if (left > 0 || leftOf(MAX_ANNOTATIONS / 2, json) > 0) return []; // most are far below, and need not be written to know it
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

/** What an object or a list leaves of so many bytes, at least: below 0 if it may not fit. */
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

/** As long as kubectl writes it, on a line. */
function asInGo(json: string): string {
  return `${json.replace(/[<>&\u2028\u2029]/g, '\\u0000')}\n`;
}
